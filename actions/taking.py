"""Fills slots: the one action that every slot's `custom` mapping is for."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from intake import take

NOT_ANSWERS = {"talk_misses"}
MISSES = ("nlu_fallback", "out_of_scope")


class ActionTake(Action):
    """Carries the message to `intake.take` and what it took into the slots."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_take"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """`turn_took` names what this message answered; it ends with the turn."""
        taken = take.take(reading.state(tracker), reading.understood(tracker), reading.raw_text(tracker))
        taken = _no_miss(tracker) | taken | _chosen_in_review(tracker)
        answered = sorted(set(taken) - NOT_ANSWERS)
        return [SlotSet(name, value) for name, value in taken.items()] + [SlotSet("turn_took", answered)]


def _no_miss(tracker: Tracker) -> dict[str, Any]:
    """Misses count in a row: one message that was understood ends the row."""
    understood = reading.understood(tracker)["intent"] not in MISSES
    return {"talk_misses": 0.0} if understood and tracker.slots.get("talk_misses") else {}


def _chosen_in_review(tracker: Tracker) -> dict[str, Any]:
    """A line to change, or one more to leave out; both come only from a button of the review."""
    line = reading.pressed(tracker).get("value")
    match reading.pressed(tracker).get("intent"):
        case "change_line":
            return {"talk_changing": line}
        case "leave_out_line":
            return {"talk_left_out": [*(tracker.slots.get("talk_left_out") or ()), line]}
    return {}
