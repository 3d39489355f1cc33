"""Whether a message tells or states something where it might be taken for a question."""

from intake import content, heard
from intake.heard import Understood
from intake.matching import listed, plain, word_count

_LEAST_STORY = 8


def states(understood: Understood, text: str) -> bool:
    """What was read as a question and states something: "someone to say sorry and tell me what happened"."""
    asked = heard.intent(understood) == "ask" and heard.confident(understood)
    return asked and not _asks(text)


def tells(text: str) -> bool:
    """A message, not of a few words, that tells of something that happened and asks nothing."""
    said = f" {plain(text)} "
    told = any(f" {words} " in said for words in content.plain_words()["happened"])
    return told and word_count(text) >= _LEAST_STORY and not _asks(text)


def _asks(text: str) -> bool:
    return "?" in text or bool((listed("asking") | listed("requesting")) & set(plain(text).split()[:1]))
