"""What the listener made of a message, as `take` reads it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from intake.matching import as_asked, listed, mentions, plain, word_count

Understood = Mapping[str, Any]

SURE = 0.5
SHORT = 8
VERY_SHORT = 3
_TELLING_WORDS = 2
LONGEST_QUESTION = 25
LONGEST_CORRECTION = 22

_TALK = {"greet", "say_goodbye", "thank", "affirm"}
_ORDERS = {
    "want_person",
    "stop_here",
    "need_moment",
    "forget_me",
    "start_intake",
    "start_fit_check",
    "use_code",
}
_ABOUT_THE_QUESTION = {"ask_why", "ask_repeat", "skip_question"}
_ABOUT_DANGER = {"signal_crisis", "signal_concern", "say_all_right"}
_ELSEWHERE = {"ask", "ask_clinical_advice", "ask_verdict", "insult", "out_of_scope", "express_distress"}

_LEAD_IN = re.compile(
    r"^\W*(((no|k[aā]o)(?=\s*[,.;:!–—-]|\s+(it|its|that|thats)\b)|sorry|actually|wait|oh|i meant?|i said"
    r"|i got (that|it) wrong"
    r"|make (that|it)|change (that|it|my answer)( to)?|it should (be|say)|i want to change( that| it| my)?"
    r"|correction|aroha mai)"
    r"\b\W*)+",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"(?<=[.!])\s+|\n+")

COMMANDS = frozenset(_TALK | _ORDERS | _ABOUT_THE_QUESTION)
ASIDES = COMMANDS | _ELSEWHERE
ANSWERS = frozenset({"give_answer", "share_story", "correct_answer", "affirm", "deny", "unsure"})


def intent(understood: Understood) -> str | None:
    """The intent's name."""
    name = understood.get("intent")
    return str(name) if name else None


def confident(understood: Understood) -> bool:
    """Whether the listener trusts its reading: where it does not, it says so (contracts.md 5)."""
    return intent(understood) not in (None, "nlu_fallback")


def sure(understood: Understood) -> bool:
    """Whether the reading is sure enough to keep a message out of the person's own words."""
    return confident(understood) and float(understood.get("confidence") or 0.0) >= SURE


def is_correction(understood: Understood, text: str) -> bool:
    """Whether a message changes an earlier answer; a longer one is telling something new."""
    return intent(understood) == "correct_answer" and word_count(text) <= LONGEST_CORRECTION


def may_correct(text: str) -> bool:
    """Whether a message is short enough to put something right, and asks nothing."""
    return word_count(text) <= LONGEST_CORRECTION and "?" not in text


def begins_as_correction(text: str) -> bool:
    """Whether a short message begins as people do who put something right: "no, …", "actually …"."""
    return bool(_LEAD_IN.match(text)) and may_correct(text)


def corrects_within(text: str) -> bool:
    """Whether one of its sentences begins as people do who put something right."""
    return "?" not in text and any(begins_as_correction(part) for part in _SENTENCE.split(text))


def without_lead_in(text: str) -> str:
    """`text` without the "no, actually" that a correction begins with."""
    return _LEAD_IN.sub("", text)


def grieves(text: str) -> bool:
    """Whether somebody tells of a death."""
    return mentions(text, "grief")


def in_another_language(text: str) -> bool:
    """Whether it is in letters that neither English nor te reo uses, or in words of a few languages."""
    letters = [sign for sign in text if sign.isalpha()]
    foreign = sum(not unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    if letters and foreign * 2 > len(letters):
        return True
    return sum(word in listed("other_languages") for word in set(plain(text).split())) >= _TELLING_WORDS


def in_danger(understood: Understood) -> bool:
    """Whether the screening found anything at all, or the message answers what was asked about danger."""
    screened = (understood.get("safety") or {}).get("level", "none") != "none"
    return screened or (not understood.get("press") and intent(understood) in _ABOUT_DANGER)


def is_command(understood: Understood, text: str) -> bool:
    """Whether a message asks for something to be done, in few words; the fewer, the less sure it may be."""
    if intent(understood) not in COMMANDS or word_count(text) > SHORT:
        return False
    return sure(understood) or word_count(text) <= VERY_SHORT


def is_question(understood: Understood, text: str) -> bool:
    """Whether a typed message is a confident question with no story in it."""
    if intent(understood) != "ask" or not sure(understood) or word_count(text) > LONGEST_QUESTION:
        return False
    asks = text.rstrip().endswith("?") or bool(set(as_asked(text).split()[:1]) & listed("asking"))
    return asks and not mentions(text, "telling")


def entities(understood: Understood, kinds: Sequence[str]) -> list[Mapping[str, Any]]:
    """What was heard of these kinds, in order. Rasa calls the kind `entity`."""
    found = understood.get("entities") or ()
    return [e for e in found if (e.get("kind") or e.get("entity")) in kinds]
