"""What plain words say beyond doubt, whatever the reader made of the message."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from intake import (
    asides,
    at_work,
    choosing,
    contact,
    correction,
    finishing,
    heard,
    limits,
    loss,
    offers,
    refusing,
    stopping,
    telling,
    who,
    worry,
)
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.heard import Understood
from intake.matching import listed, match, mentions, plain, plain_answer, says, word_count

_LONGEST_NEWS = 14
_LEAST_MASHED = 3
_LEAST_SAID = 4
_VOWEL = re.compile("[aeiouy]")
_CODE = "use_code"
_WITH_A_NUMBER = frozenset(
    ["share_story", "correct_answer", "start_intake", "forget_me", "insult", "stop_here"]
)
_A_PERSON = frozenset(
    ["person", "someone", "somebody", "facilitator", "human", "anyone", "staff", "people", "talk", "speak"]
)
_PLAIN_ANSWERS = ("affirm", "deny", "unsure")
# a macron, and what people type for one whose keyboard has none
_MACRONS = frozenset("\N{COMBINING MACRON}\N{COMBINING DIAERESIS}\N{COMBINING CIRCUMFLEX ACCENT}")


def meant(state: Mapping[str, Any], understood: Understood, text: str, sent: bool = False) -> str | None:
    """The intent that the words themselves give, or None: then the reading stands.

    `sent` says whether something of theirs was sent, so that they can ask for news of it.
    """
    slots: Slots = state.get("slots") or {}
    asked = fields().get(slots.get("talk_changing") or state.get("requested") or "")
    if answer := worry.answered(slots, text) or offers.answered(slots, text):
        return answer
    if finished := finishing.meant(slots, asked, text):
        return finished
    if asked and asked.has_choices and _chooses(asked, text):
        return "give_answer"
    if refused := refusing.instead(slots, asked, understood, text):
        return refused
    if aside := asides.meant(slots, asked, text):
        return aside
    if said := _who(slots, state.get("requested"), understood, text):
        return said
    if state.get("requested") == _CODE and _has_no_code(text):
        return "resume_talk"
    if contact.told(slots, asked, understood, text) or _gives_a_number(asked, understood, text):
        return "give_answer"
    if loss.told(slots, state.get("requested"), text):
        return "give_answer"
    if loss.own(text) and not (asked and asked.kind in TYPED_FREELY):
        return "express_distress"
    if _says_in_own_words(asked, understood, text):
        return "give_answer"
    if not (asked and asked.kind in TYPED_FREELY) and at_work.told(slots, state.get("requested"), text):
        return "give_answer"
    if stopping.stops_and_keeps(text) or stopping.stops(text):
        return "stop_here"
    if heard.in_another_language(text) or _scribbled(understood, text):
        return "nlu_fallback"
    if sent and asks_for_news(text):
        return "use_code"
    return "correct_answer" if _corrects(slots, asked, understood, text) else None


def asks_for_news(text: str) -> bool:
    """Asked in few words, of what they sent: "what is happening with my case?", "any news on what I sent"."""
    return word_count(text) <= _LONGEST_NEWS and mentions(text, "sent") and mentions(text, "news")


def _who(slots: Slots, requested: str | None, understood: Understood, text: str) -> str | None:
    """Said in the words of the first choices; a question beside it stays one, and a story is met as one."""
    told = who.told(slots, requested, text)
    if not told or ("?" in text and heard.confident(understood)):
        return None
    return "share_story" if requested is None and who.goes_on(text) else "give_answer"


def _has_no_code(text: str) -> bool:
    """ "I don't have a code", "what digits": nobody is held at a question that they cannot answer."""
    return mentions(text, "no_code") or plain_answer(text) == "no"


def _gives_a_number(asked: Field | None, understood: Understood, text: str) -> bool:
    """A number to be reached at, in a statement that was read as a code, or as nothing that goes with one."""
    free = asked is not None and asked.kind in TYPED_FREELY
    if free or "?" in text or not limits.numbers(understood):
        return False
    said = set(plain(text).split())
    if heard.intent(understood) == "want_person":
        return not said & _A_PERSON  # "you can text me on …" gives a number and asks for nobody
    return heard.intent(understood) not in _WITH_A_NUMBER and "code" not in said


def _scribbled(understood: Understood, text: str) -> bool:
    """Keys pressed at random, whatever they were read as: "qwrt zxcv plmk", or "ò,ý", which is no yes."""
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in text):
        return True  # no key writes these
    said = plain(text).split()
    if len(said) > 1 and all(len(word) >= _LEAST_MASHED and not _VOWEL.search(word) for word in said):
        return True
    if heard.intent(understood) not in _PLAIN_ANSWERS or plain_answer(text):
        return False
    signs = unicodedata.normalize("NFD", text)
    return any(unicodedata.combining(sign) and sign not in _MACRONS for sign in signs)


def _chooses(asked: Field, text: str) -> bool:
    """The words of a choice and nothing else, or all or none of several."""
    several = asked.kind == "choices" and (says(text, "all") or says(text, "none"))
    return several or choosing.reads_as_answer(asked, text)


def _says_in_own_words(asked: Field | None, understood: Understood, text: str) -> bool:
    """A statement of their own at a question that keeps words, read as a question or as nothing at all."""
    misread = heard.intent(understood) in ("ask", "out_of_scope", "nlu_fallback")
    if asked is None or not asked.words_to or not misread or word_count(text) < _LEAST_SAID:
        return False
    named = bool(match(asked, text).options) or bool(set(plain(text).split()) & listed("ourselves"))
    return named and telling.is_statement(text)


def _corrects(slots: Slots, asked: Field | None, understood: Understood, text: str) -> bool:
    """Begun as a correction, and plain in what it changes. Where own words are asked for, it may be those."""
    at_read_back = asked is not None and asked.id == "talk_read_back" and heard.corrects_within(text)
    if correction.plainly(slots, text):
        return True
    if at_read_back and correction.corrected(slots, asked, understood, text):
        return True
    if not heard.begins_as_correction(text) or (asked and asked.kind in TYPED_FREELY):
        return False
    found = correction.corrected(slots, asked, understood, text)
    return bool(found) and list(found) != [asked.id if asked else None]
