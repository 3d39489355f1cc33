"""Whether a message tells or states something where it might be taken for a question."""

from intake import content, heard
from intake.heard import Understood
from intake.matching import listed, mentions, plain, word_count

LEAST_STORY = 8


def states(understood: Understood, text: str) -> bool:
    """What was read as a question and states something: "someone to say sorry and tell me what happened"."""
    asked = heard.intent(understood) == "ask" and heard.confident(understood)
    return asked and not _asks(text)


def is_statement(text: str) -> bool:
    """Whether it neither asks anything nor bids the guide to tell something."""
    return not _asks(text)


def tells(text: str) -> bool:
    """A message, not of a few words, that tells of something that happened and asks nothing."""
    return mentions(text, "happened") and word_count(text) >= LEAST_STORY and not _asks(text)


def below(before: str | None, text: str) -> str:
    """`text` below what was told before it, both as they were typed; what is there already stays as it is."""
    if not before or text in before:
        return before or text
    return f"{before}\n\n{text}"


def hopes(text: str) -> bool:
    """Whether words say what somebody wishes for, with nothing in them that is not wanted."""
    said = plain(text)
    begins = any(f"{said} ".startswith(f"{words} ") for words in content.plain_words()["hoping"])
    return begins and not set(said.split()) & (listed("against") | listed("unwanting")) and "?" not in text


def at_work(text: str) -> bool:
    """Whether somebody tells of a patient, or of their own work in health care."""
    return mentions(text, "on_shift")


def _asks(text: str) -> bool:
    return "?" in text or bool((listed("asking") | listed("requesting")) & set(plain(text).split()[:1]))
