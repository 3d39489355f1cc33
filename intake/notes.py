"""What the person says about a line that the guide noticed: their words go beside it, never over it."""

from collections.abc import Mapping
from typing import Any

from intake.fields import Slots

NOTE = "talk_note"
NOTES = "talk_notes"
ABOUT = "talk_noting"


def noted(slots: Slots) -> Mapping[str, str]:
    """The person's note by line id."""
    return {note["line"]: note["text"] for note in slots.get(NOTES) or ()}


def settled(slots: Slots, updates: Mapping[str, Any]) -> dict[str, Any]:
    """`updates` with a note that was just written put beside its line, in the place of an earlier one."""
    said = dict(updates)
    text = said.pop(NOTE, None)
    return said | _written(slots, text) if text else said


def _written(slots: Slots, text: str) -> dict[str, Any]:
    others = [note for note in slots.get(NOTES) or () if note["line"] != slots.get(ABOUT)]
    return {NOTES: [*others, {"line": slots.get(ABOUT), "text": text}], ABOUT: None}
