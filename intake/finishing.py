"""Who wants no more questions: to send what is there, to look it over, or to hear how many are left."""

from intake import content
from intake.fields import Field, Slots
from intake.matching import listed, match, mentions, plain, word_count

SEND, REVIEW = "send_intake", "review_answers"
NO_ANSWERS = (SEND, REVIEW, "show_so_far")
PATH = "talk_path"
_LONGEST = 20


def meant(slots: Slots, asked: Field | None, text: str) -> str | None:
    """The intent of `text` where it is such a wish; None otherwise.

    It is sent from the review alone; before the last question that is needed, how far it is is said instead.
    """
    if slots.get("talk_worry"):
        return None  # what was asked about danger is answered first
    if asked is None:
        return _at_the_review(slots, text)
    if slots.get("talk_return") == "sent" or (asked.has_choices and match(asked, text).whole):
        return None
    if may_end(slots, asked) and _ends(text):
        return "give_answer"
    return "show_so_far" if wants_to_finish(text) or asks_how_many(text) else None


def ended(slots: Slots, asked: Field | None, text: str) -> dict[str, str | None]:
    """What the wish changes once all that is needed was asked: what the button to look them over does."""
    if asked is None or meant(slots, asked, text) != "give_answer":
        return {}
    return {PATH: "short"} | ({"talk_changing": None} if slots.get("talk_changing") else {})


def may_end(slots: Slots, asked: Field | None) -> bool:
    """Whether only questions are left that come by choice, before those that are agreed to."""
    if asked is None or slots.get("talk_return") == "review":
        return False
    return asked.id == PATH or (slots.get(PATH) == "long" and asked.path != "consent")


def wants_to_finish(text: str) -> bool:
    """Said in few words and nothing beside it: to send, or to look over what was said."""
    refused = bool(set(_of_no_more(text).split()) & listed("against"))
    wishes = mentions(text, "sending") or mentions(text, "looking_over")
    return wishes and not refused and _only(text, "to_finish")


def asks_how_many(text: str) -> bool:
    """Asks how many questions there are, whatever is said beside it."""
    return mentions(text, "how_many_left") and word_count(text) <= _LONGEST


def says_send(text: str) -> bool:
    """Plainly bids to send: no word in it asks, denies, or says that it be later, or only in part."""
    return "send" in plain(text).split() and _only(text, "to_send")


def _at_the_review(slots: Slots, text: str) -> str | None:
    if slots.get("talk_return") != "review":
        return None
    if says_send(text):
        return SEND
    return REVIEW if mentions(text, "looking_over") and _only(text, "to_finish") else None


def _ends(text: str) -> bool:
    no_more = mentions(text, "no_more_questions") and _only(text, "to_finish")
    return wants_to_finish(text) or no_more


def _of_no_more(text: str) -> str:
    """What is left beside a wish for no more questions, whose "no" denies nothing else."""
    said = f" {plain(text)} "
    for words in content.plain_words()["no_more_questions"]:
        said = said.replace(f" {words} ", " ")
    return said


def _only(text: str, name: str) -> bool:
    """Whether it is in the words of that list alone, and asks nothing."""
    said = plain(text)
    for words, short in content.plain_words()["said_shorter"].items():
        said = said.replace(words, short)
    asks = "?" in text or bool(set(said.split()[:1]) & listed("asking"))
    return not asks and set(said.split()) <= listed("to_send") | listed(name)
