"""Looks back with the person: what is held so far, the question before, words that are not to be kept."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import lines, reading
from actions.asking import show_progress
from actions.going import opened
from actions.holding import offer_held
from actions.speaking import say
from intake import asides, finishing, questions
from intake.sections import NO_LINE


class ActionShowSoFar(Action):
    """What is held so far, in a short list."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_show_so_far"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """What waits to be kept is offered beside it; then the open question."""
        slots, text = reading.slots(tracker), reading.raw_text(tracker)
        if finishing.asks_how_many(text):
            return _how_far(dispatcher, slots)
        mine = [name for name in questions.fields() if name not in NO_LINE]
        if told := lines.listed(slots, mine, domain["responses"]):
            dispatcher.utter_message(response="utter_so_far", told=told)
        else:
            say(dispatcher, "utter_so_far_nothing")
        if finishing.wants_to_finish(text):
            show_progress(dispatcher, slots)
        if offer_held(dispatcher, tracker):
            return [SlotSet("talk_offer", "words")]
        return [FollowupAction("action_go_on")]


def _how_far(dispatcher: CollectingDispatcher, slots: dict[str, Any]) -> list[EventType]:
    """How many are done; where the rest comes by choice, that choice once more."""
    show_progress(dispatcher, slots)
    if not finishing.may_end(slots, questions.fields().get(slots.get("requested_slot") or "")):
        return [FollowupAction("action_go_on")]
    choosing = {"talk_changing": finishing.PATH}
    return [SlotSet("talk_changing", finishing.PATH), *opened(slots | choosing)]


class ActionGoBack(Action):
    """The question before the open one, asked again."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_go_back"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """What was said there stays until they give another answer, or skip it once more."""
        slots = reading.slots(tracker)
        before = asides.previous(slots, slots.get("talk_changing") or slots.get("requested_slot"))
        if slots.get("talk_return") == "sent" or before is None:
            say(dispatcher, "utter_go_back_none")
            return [FollowupAction("action_go_on")]
        told = lines.listed(slots, [before], domain["responses"])
        if told:
            dispatcher.utter_message(response="utter_go_back", told=told)
        else:
            say(dispatcher, "utter_go_back_skipped")
        return [SlotSet("talk_changing", before), *opened(slots | {"talk_changing": before})]


class ActionSkipWords(Action):
    """The words that waited are let go."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_skip_words"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Nothing of them is kept."""
        say(dispatcher, "utter_words_not_kept")
        return [SlotSet("talk_story", None), FollowupAction("action_go_on")]
