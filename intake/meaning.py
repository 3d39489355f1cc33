"""What plain words say beyond doubt, whatever the reader made of the message."""

from collections.abc import Mapping
from typing import Any

from intake import correction, heard, stopping, worry
from intake.fields import TYPED_FREELY, Field, Slots, fields
from intake.heard import Understood
from intake.matching import match, says


def meant(state: Mapping[str, Any], understood: Understood, text: str) -> str | None:
    """The intent that the words themselves give, or None: then the reading stands."""
    slots: Slots = state.get("slots") or {}
    asked = fields().get(slots.get("talk_changing") or state.get("requested") or "")
    if answer := worry.meant(slots.get("talk_worry"), text):
        return answer
    if asked and asked.has_choices and _chooses(asked, text):
        return "give_answer"
    if stopping.stops_and_keeps(text):
        return "stop_here"
    if heard.in_another_language(text):
        return "nlu_fallback"
    return "correct_answer" if _corrects(slots, asked, understood, text) else None


def _chooses(asked: Field, text: str) -> bool:
    """The words of a choice and nothing else, or all or none of several."""
    several = asked.kind == "choices" and (says(text, "all") or says(text, "none"))
    return several or match(asked, text).whole


def _corrects(slots: Slots, asked: Field | None, understood: Understood, text: str) -> bool:
    """Begun as a correction, and plain in what it changes. Where own words are asked for, it may be those."""
    if not heard.begins_as_correction(text) or (asked and asked.kind in TYPED_FREELY):
        return False
    found = correction.corrected(slots, asked, understood, text)
    return bool(found) and list(found) != [asked.id if asked else None]
