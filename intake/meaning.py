"""What plain words say beyond doubt, whatever the reader made of the message."""

from collections.abc import Mapping
from typing import Any

from intake import correction, heard, stopping, worry
from intake.fields import TYPED_FREELY, Slots, fields
from intake.heard import Understood


def meant(state: Mapping[str, Any], understood: Understood, text: str) -> str | None:
    """The intent that the words themselves give, or None: then the reading stands."""
    slots: Slots = state.get("slots") or {}
    if answer := worry.meant(slots.get("talk_worry"), text):
        return answer
    if stopping.stops_and_keeps(text):
        return "stop_here"
    if heard.in_another_language(text):
        return "nlu_fallback"
    return "correct_answer" if _corrects(slots, state.get("requested"), understood, text) else None


def _corrects(slots: Slots, requested: str | None, understood: Understood, text: str) -> bool:
    """Begun as a correction, and plain in what it changes. Where own words are asked for, it may be those."""
    asked = fields().get(slots.get("talk_changing") or requested or "")
    if not heard.begins_as_correction(text) or (asked and asked.kind in TYPED_FREELY):
        return False
    found = correction.corrected(slots, asked, understood, text)
    return bool(found) and list(found) != [asked.id if asked else None]
