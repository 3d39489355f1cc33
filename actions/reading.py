"""What an action reads from its tracker: the slots, what was understood, what the front door sent along."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker


def slots(tracker: Tracker) -> dict[str, Any]:
    """Every slot that holds something."""
    return {name: value for name, value in tracker.slots.items() if value is not None}


def sent(tracker: Tracker) -> Mapping[str, Any]:
    """The turn as the front door sent it (contracts.md 4): text, button, picks, screened, context."""
    return tracker.latest_message.get("metadata") or {}


def context(tracker: Tracker) -> Mapping[str, Any]:
    """What a function cannot know: the time, the hours, the case, the service."""
    return sent(tracker).get("context") or {}


def raw_text(tracker: Tracker) -> str:
    """The person's message as they typed it, byte for byte."""
    return sent(tracker).get("text") or ""


def pressed(tracker: Tracker) -> Mapping[str, Any]:
    """The button that was pressed; empty when they typed."""
    return sent(tracker).get("button") or {}


def slots_before(tracker: Tracker) -> Mapping[str, Any]:
    """What the slots held when the turn began."""
    return (sent(tracker).get("state") or {}).get("slots") or {}


def asked_before(tracker: Tracker) -> str | None:
    """The field that was asked when the turn began."""
    return (sent(tracker).get("state") or {}).get("requested")


def today(tracker: Tracker) -> str | None:
    """The day as YYYY-MM-DD, as the front door told it."""
    now = context(tracker).get("now")
    return now[:10] if now else None


def form(tracker: Tracker) -> str | None:
    """The name of the form that is asking, if one is."""
    return (tracker.active_loop or {}).get("name")


def understood(tracker: Tracker) -> dict[str, Any]:
    """What `intake.take` may know of this message."""
    intent = tracker.latest_message.get("intent") or {}
    turn = sent(tracker)
    topics = turn.get("topics") or []
    return {
        "intent": intent.get("name"),
        "confidence": intent.get("confidence") or 0.0,
        "topic": topics[0]["id"] if topics else None,
        "topics": topics,
        "safety": turn.get("screened") or {"level": "none"},
        "entities": [_entity(found) for found in tracker.latest_message.get("entities") or ()],
        "press": turn.get("button"),
        "picks": turn.get("picks") or [],
    }


def state(tracker: Tracker) -> dict[str, Any]:
    """The conversation as `intake` knows it: slots, form, requested field, and the day."""
    return {
        "slots": slots(tracker),
        "form": form(tracker),
        "requested": tracker.slots.get("requested_slot"),
        "today": today(tracker),
    }


def _entity(found: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": found["entity"], "value": found["value"], "text": found.get("text") or found["value"]}
