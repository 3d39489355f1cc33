"""Begins a turn where the last one ended."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionSessionStart(Action):
    """Rebuilds the tracker from the state that came with the turn."""

    def name(self) -> str:
        """Rasa's own name for what runs first."""
        return "action_session_start"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Session, slots, form, and the listening that the person is answering."""
        turn = tracker.slots.get("session_started_metadata") or {}
        kept = turn.get("state") or {}
        known = {**(kept.get("slots") or {}), **_told(turn.get("context") or {})}
        events = [SlotSet(name, value) for name, value in known.items() if name in tracker.slots]
        if form := kept.get("form"):
            events.append(ActiveLoop(form))
        events.append(SlotSet("requested_slot", kept.get("requested")))
        return [SessionStarted(), *events, ActionExecuted("action_listen")]


def _told(context: dict[str, Any]) -> dict[str, str]:
    """What the words turn on, as slots of this turn: the keeper's days, and whether a case is there."""
    service = context.get("service") or {}
    days = {f"turn_{name}": str(service[name]) for name in ("keep_days", "closed_days") if name in service}
    return days | ({"turn_case": "yes"} if context.get("case") else {})
