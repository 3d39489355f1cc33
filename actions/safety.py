"""Stays with a person in danger: the front door shows the numbers, this asks gently and holds the rest."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import say, say_if_written

CRISIS = "signal_crisis"


class ActionStayWith(Action):
    """What is said after a sign of danger; the questions wait until the person wants to go on."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_stay_with"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """By level and category; by level alone where no words were written for the category."""
        level, category = _found(dispatcher, tracker)
        before = tracker.slots.get("talk_all_right") or []
        if level == "check" and category in before:
            say(dispatcher, "utter_check_before")
        # who has just said yes to the question in these words is not asked it once more
        told = (f"utter_crisis_told_{category}",) if level == "crisis" and not _is_screened(tracker) else ()
        say_if_written(dispatcher, domain, *told, f"utter_{level}_{category}", f"utter_{level}")
        return [SlotSet("talk_worry", category)]


def _found(dispatcher: CollectingDispatcher, tracker: Tracker) -> tuple[str, str]:
    """Level and category: screened, or meant by an answer, or pressed at the safety question."""
    screened = reading.understood(tracker)["safety"]
    if _is_screened(tracker):
        return screened["level"], screened.get("category") or "unsure"
    if asked := reading.slots_before(tracker).get("talk_worry"):
        return "crisis" if reading.understood(tracker)["intent"] == CRISIS else "check", asked
    # they pressed "not safe": the front door has shown the numbers, the questions had begun
    say(dispatcher, "utter_not_safe")
    return "check", "unsure"


def _is_screened(tracker: Tracker) -> bool:
    return bool(reading.understood(tracker)["safety"]["level"] != "none")


class ActionBelieve(Action):
    """They say that they are all right: it is believed and remembered, and closes no concern."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_believe"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The next sign of the same kind is still met, and says that they told us."""
        say(dispatcher, "utter_all_right")
        worry = reading.slots_before(tracker).get("talk_worry")
        before = tracker.slots.get("talk_all_right") or []
        return [SlotSet("talk_all_right", sorted({*before, worry}))] if worry else []
