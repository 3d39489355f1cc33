"""What somebody asks of the guide about the questions themselves: the one before, or what is held so far."""

import re

from intake import content, questions
from intake.fields import Field, Slots
from intake.matching import listed, match, mentions, plain, plain_answer, word_count

BACK, SO_FAR = "go_back", "show_so_far"
ABOUT_THE_TALK = (BACK, SO_FAR, "resume_talk")
NO_ANSWERS = (*ABOUT_THE_TALK, "share_story")
_LONGEST = 20
_DOWN = re.compile(
    r"\b(?:write|put|note|get) (?:that|this|it|all that|all of that|(?:his|her|their) names?) (?:down|in)\b"
)
_OTHER_WORDS = 3


def meant(slots: Slots, asked: Field | None, text: str) -> str | None:
    """The intent of `text` where it is such a request; None otherwise."""
    if asked is not None and asked.has_choices and match(asked, text).whole:
        return None
    if _goes_back(text):
        return BACK
    if slots.get("talk_return") != "sent" and _asks_what_is_held(text):
        return SO_FAR
    if _to_write_down(text) and not (asked is not None and asked.kind == "own_words"):
        return "share_story"
    return _ended(asked, text)


def previous(slots: Slots, asked: str | None) -> str | None:
    """The question before `asked`, in the order of asking; the last one answered where none is open."""
    answered = questions.asked_so_far(slots)
    before = answered[: answered.index(asked)] if asked in answered else answered
    return before[-1] if before else None


def _goes_back(text: str) -> bool:
    said = plain(text).split()
    backwards = "back" in said or ("question" in said and {"before", "previous", "last"} & set(said))
    return bool(backwards) and set(said) <= listed("going_back")


def _asks_what_is_held(text: str) -> bool:
    if plain(text) in content.plain_words()["showing"]:
        return True
    said = f" {plain(text)} "
    seeing = content.plain_words()["seeing"]
    asks = any(said.startswith(f" {begin} ") or f" please {begin} " in said for begin in seeing)
    return asks and word_count(text) <= _LONGEST and mentions(text, "held")


def _to_write_down(text: str) -> bool:
    """A message that ends in "write that down" is to be kept as it stands."""
    said = plain(text)
    return bool(_DOWN.search(said)) and word_count(_DOWN.sub("", said)) >= _OTHER_WORDS and "?" not in text


def _ended(asked: Field | None, text: str) -> str | None:
    """ "done" ends a list of several, and says nothing of stopping."""
    if plain(text) not in content.plain_words()["ended"] or plain_answer(text):
        return None
    return "skip_question" if asked is not None and asked.kind == "choices" else "resume_talk"
