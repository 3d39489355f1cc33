"""The one way from a row of the casebook to an event that a browser gets, live or caught up."""

from __future__ import annotations

from typing import Any

from casebook.messages import Row

PERSON = "person"
Event = tuple[str, dict[str, Any]]


def event(row: Row) -> Event:
    """The event's name and data (contracts.md 2)."""
    if row.side == PERSON:
        return "person_uttered", {"seq": row.seq, "id": row.client_id, "text": row.text}
    data: dict[str, Any] = {"seq": row.seq, "from": row.side, "text": row.text}
    if row.quick_replies:
        data["quick_replies"] = row.quick_replies
    if row.custom:
        data["custom"] = row.custom
    return "bot_uttered", data
