"""What the listener made of a message, as `take` reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from intake import content
from intake.matching import listed, plain, word_count

Understood = Mapping[str, Any]

SURE = 0.6
SHORT = 8
LONGEST_QUESTION = 25

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
_ELSEWHERE = {"ask", "ask_clinical_advice", "ask_verdict", "insult", "out_of_scope", "express_distress"}

COMMANDS = frozenset(_TALK | _ORDERS | _ABOUT_THE_QUESTION)
ASIDES = COMMANDS | _ELSEWHERE
ANSWERS = frozenset({"give_answer", "share_story", "correct_answer", "affirm", "deny", "unsure"})


def intent(understood: Understood) -> str | None:
    """The intent's name."""
    name = understood.get("intent")
    return str(name) if name else None


def confident(understood: Understood) -> bool:
    """Whether the intent is trusted."""
    return float(understood.get("confidence") or 0.0) >= SURE and intent(understood) != "nlu_fallback"


def in_danger(understood: Understood) -> bool:
    """Whether the screening found anything at all."""
    return bool((understood.get("safety") or {}).get("level", "none") != "none")


def is_command(understood: Understood, text: str) -> bool:
    """Whether a typed message asks for something to be done, confidently and in few words."""
    return confident(understood) and intent(understood) in COMMANDS and word_count(text) <= SHORT


def is_question(understood: Understood, text: str) -> bool:
    """Whether a typed message is a confident question with no story in it."""
    if intent(understood) != "ask" or not confident(understood) or word_count(text) > LONGEST_QUESTION:
        return False
    said = f" {plain(text)} "
    asks = text.rstrip().endswith("?") or said.split()[:1] and said.split()[0] in listed("asking")
    return bool(asks) and not any(f" {words} " in said for words in content.plain_words()["telling"])


def entities(understood: Understood, kinds: Sequence[str]) -> list[Mapping[str, Any]]:
    """What was heard of these kinds, in order. Rasa calls the kind `entity`."""
    found = understood.get("entities") or ()
    return [e for e in found if (e.get("kind") or e.get("entity")) in kinds]
