"""What staff say in passing that weighs more than the open question: pressure, and their own load."""

import re
from collections.abc import Mapping
from typing import Any

from intake import content
from intake.fields import Slots
from intake.matching import mentions, plain

_PRESSURE, _SELF = "s_fit_q03", "s_self_ok"


def told(slots: Slots, requested: str | None, text: str) -> Mapping[str, Any]:
    """The answer that a message gives, whatever was asked; {} where it asks, or says neither.

    Only once staff have agreed to the questions. Source: facts.md part C, row 3, and 3.3 on affected staff.
    """
    if slots.get("s_ack") != "yes" or "?" in text:
        return {}
    if _instead_of_a_right(text):
        return {_PRESSURE: "instead"}
    return {_SELF: "support"} if requested == _SELF and mentions(text, "worn_out") else {}


def _instead_of_a_right(text: str) -> bool:
    """Wanted at work in place of a right; where the person would rather talk, nobody presses them."""
    return bool(_in_place().search(f" {plain(text)} ")) and mentions(text, "at_work")


def _in_place() -> re.Pattern[str]:
    listed = content.plain_words()
    before, right = ("|".join(map(re.escape, listed[name])) for name in ("in_place_of", "a_right"))
    return re.compile(rf"(?<! not)(?<! never) (?:{before}) (?:\w+ ){{0,4}}?(?:{right}) ")
