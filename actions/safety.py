"""Stays with a person in danger: the front door shows the numbers, this asks gently and holds the rest."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import say, say_if_written

UNSAFE = {"level": "check", "category": "unsure"}


class ActionStayWith(Action):
    """What is said after a sign of danger; the questions wait until the person wants to go on."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_stay_with"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """By level and category; by level alone where no words were written for the category."""
        screened = reading.understood(tracker)["safety"]
        if screened["level"] == "none":
            # they pressed "not safe": the front door has shown the numbers, the questions had begun
            say(dispatcher, "utter_not_safe")
            screened = UNSAFE
        level, category = screened["level"], screened.get("category")
        say_if_written(dispatcher, domain, f"utter_{level}_{category}", f"utter_{level}")
        return []
