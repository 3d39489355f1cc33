"""Stops: what was said is kept for a code, or forgotten after it was asked once more."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.sending import keep
from actions.speaking import effect, say
from intake import stopping

OFFER = "stop"
SAID = {"forget": "utter_forget_ask", "ask": "utter_stop"}


class ActionStop(Action):
    """Stops as the person said: keeps, asks whether to forget, or asks which of the two."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """To forget is never done from typed words: it is asked first."""
        wish = stopping.wish(reading.understood(tracker), reading.raw_text(tracker))
        again = reading.slots_before(tracker).get("talk_offer") == OFFER
        if wish == "keep":
            keep(dispatcher, tracker)
            return []
        say(dispatcher, "utter_stop_again" if again and wish == "ask" else SAID[wish])
        return [SlotSet("talk_offer", OFFER)] if wish == "ask" else []


class ActionForget(Action):
    """Erases the conversation, after it was asked whether to."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_forget"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The slots go with it."""
        effect(dispatcher, "erase", {"what": "all"})
        say(dispatcher, "utter_forgotten")
        return [SlotSet(name, None) for name in reading.slots(tracker) if name != "requested_slot"]
