"""What the front door is asked to carry out: send, keep, forget, bring a person, open a code."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import effect, say
from intake import consents, effects, summary, words


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
        if slots.get("talk_return") != "review" or not consents.may_send(slots):
            staff = slots.get("p_role") == "staff"
            say(dispatcher, "utter_not_sendable_staff" if staff else "utter_not_sendable")
            return []
        told = {**reading.context(tracker), "consents": _agreed_words(slots, domain["responses"])}
        asked = {"kind": "submit_intake", "data": {"summary": summary.summarise(slots, told)}}
        effects.check(asked)
        effect(dispatcher, **asked)
        say(dispatcher, "utter_sent")
        return [SlotSet("talk_return", "sent")]


def _agreed_words(slots: dict[str, Any], responses: dict[str, Any]) -> dict[str, Any]:
    """The very words that each consent agreed to, as they stood when it was given."""
    fields = consents.CONSENTS.values()
    said = {field: words.text(responses, f"utter_ask_{field}", slots) for field in fields}
    return {field: {"words": words.filled(text, slots)} for field, text in said.items()}


class ActionKeepProgress(Action):
    """Keeps what was said so far, for a return code."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_keep_progress"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The front door makes the code and says it."""
        effect(dispatcher, "keep_progress", {})
        say(dispatcher, "utter_kept")
        return []


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
        """`requested` says to the front door that a code is awaited."""
        say(dispatcher, "utter_use_code")
        return [SlotSet("requested_slot", "use_code")]
