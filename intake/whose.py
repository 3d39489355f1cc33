"""Whose a number or an address is: one that is said to be somebody else's is not the person's own."""

import re
from collections.abc import Mapping
from typing import Any

from intake import limits
from intake.contact import AGREED, READ_BACK, VALUE
from intake.fields import Field, Slots
from intake.heard import Understood

# where a way to be reached is asked for, another's number may be the answer to it
_ASKED_FOR = (VALUE, READ_BACK, AGREED)
_THROUGH_ANOTHER = ("whanau", "advocate")
_NUMBER = r"(?:number|phone|mobile|cell|cellphone|landline|email|line)"
_OWNER = r"(?:her|his|their|my\s+\w+?['’]?s|(?!(?:it|that|here|there|what|let)['’])\w+['’]s)"
_BEFORE = re.compile(
    rf"\b(?:{_OWNER}\s+(?:(?!my\b)\w+\s+)?{_NUMBER}\b"
    rf"|{_NUMBER}\s+(?:for|of)\s+(?!me\b)\w+"
    r"|(?:call|ring|text|phone|reach|contact|email)\s+(?:her|him|them)\b"
    r"|(?:she|he|they)(?:['’](?:s|re)|\s+is|\s+are)\s+(?:on|at)\b)"
    r"(?!.*\b(?:my|mine|me)\b)[^.!?\n]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^\W*(?:(?:is|that\s+is|that['’]?s|which\s+is)\s+)?(?:{_OWNER}\s+(?:\w+\s+)?{_NUMBER}\b|hers\b|theirs\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def own(slots: Slots, asked: Field | None, understood: Understood, text: str) -> list[Mapping[str, Any]]:
    """The numbers and addresses in `text` that may be the person's, or are asked for whosever they are."""
    found = limits.numbers(understood)
    asked_for = asked is not None and asked.id in _ASKED_FOR
    if asked_for or slots.get("p_channel") in _THROUGH_ANOTHER:
        return found
    return [one for one in found if not _of_another(str(one.get("text") or ""), text)]


def _of_another(number: str, text: str) -> bool:
    before, _, after = text.partition(number)
    since_the_last = _DIGIT.split(before)[-1]
    return bool(number) and bool(_BEFORE.search(since_the_last) or _AFTER.match(after))
