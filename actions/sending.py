"""What the front door is asked to carry out: send, keep, bring a person, open a code."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import effect, say
from intake import another, consents, effects, readiness, summary, words

Slots = dict[str, Any]


class ActionSendIntake(Action):
    """Sends what the person saw, on their explicit yes."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_send_intake"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Only from the review, and only with the consents that sending needs."""
        slots = reading.slots(tracker)
        staff = slots.get("p_role") == "staff"
        if slots.get("talk_return") != "review" or not consents.may_send(slots):
            say(dispatcher, "utter_not_sendable_staff" if staff else "utter_not_sendable")
            return []
        told = {**reading.context(tracker), "consents": _agreed_words(slots, domain["responses"])}
        _hand_on(
            dispatcher, "submit_intake", {"summary": summary.summarise(slots, told)} | another.data(slots)
        )
        if on := _check_back(slots, reading.today(tracker)):
            _hand_on(dispatcher, "set_check_back", {"on": on.isoformat()})
        say(dispatcher, "utter_sent", "utter_keep_code_safe", "utter_ask_p_copy")
        return [SlotSet("talk_return", "sent"), SlotSet("requested_slot", "p_copy")]


def _hand_on(dispatcher: CollectingDispatcher, kind: str, data: Slots) -> None:
    effects.check({"kind": kind, "data": data})
    effect(dispatcher, kind, data)


def _agreed_words(slots: Slots, responses: dict[str, Any]) -> dict[str, Any]:
    """The very words that each consent agreed to, as they stood when it was given."""
    asked = {*consents.CONSENTS.values(), *consents.STAFF_CONSENTS.values()}
    said = {field: words.text(responses, f"utter_ask_{field}", slots) for field in asked}
    return {field: {"words": words.filled(text, slots)} for field, text in said.items()}


def _check_back(slots: Slots, today: str | None) -> date | None:
    """The day to be in touch again, counted from today; none where contact was not agreed."""
    agreed = slots.get("p_check_back") if slots.get("p_contact_ok") == "yes" else None
    return readiness.check_back_on(agreed, date.fromisoformat(today)) if agreed and today else None


class ActionKeepProgress(Action):
    """Keeps what was said so far, for a return code."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_keep_progress"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The front door makes the code and says it."""
        keep(dispatcher, tracker)
        return []


def keep(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Keep a draft; what was sent has its code already."""
    slots = reading.slots(tracker)
    if slots.get("talk_return") == "sent":
        say(dispatcher, "utter_sent_already")
        return
    effect(dispatcher, "keep_progress", another.data(slots))
    say(dispatcher, "utter_kept", "utter_keep_code_safe")


class ActionRequestPerson(Action):
    """Asks for a facilitator. The front door says who is there and when."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_request_person"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The reason travels, the words do not."""
        missed = (tracker.slots.get("talk_misses") or 0.0) >= 2
        effect(dispatcher, "request_person", {"reason": "misunderstood" if missed else "asked"})
        say(dispatcher, "utter_person_asked")
        return [SlotSet("talk_misses", 0.0)]


class ActionUseCode(Action):
    """Asks for the return code, which the front door then takes before Rasa sees it."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_use_code"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """`requested` says to the front door that a code is awaited. Where a case is open none is needed."""
        if reading.context(tracker).get("case"):
            say(dispatcher, "utter_sent_already")
            return []
        say(dispatcher, "utter_use_code")
        return [SlotSet("requested_slot", "use_code")]
