"""What the guide did not follow: first in other words, then a way on, a skip, or a person."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.answering import offer_near
from actions.going import say_where
from actions.holding import hold
from actions.speaking import say, say_if_written
from intake import heard, questions
from intake.matching import word_count

_WORTH_KEEPING = 2


class ActionMissed(Action):
    """Once it says so in other words; twice in a row it offers to go on, to skip, or a person."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_missed"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Counts from what the turn began with, since `intake.take` may have counted this one too."""
        misses = reading.slots_before(tracker).get("talk_misses", 0.0) + 1.0
        offer = None
        if heard.in_another_language(reading.raw_text(tracker)):
            say(dispatcher, "utter_other_language")
            return _counted(misses, None)
        if heard.grieves(reading.raw_text(tracker)) and tracker.slots.get("p_role") != "staff":
            say(dispatcher, "utter_grief")
        if misses > 2:
            return _lead_on(dispatcher, tracker, misses)
        elif misses == 2:
            offer = _offer_ways_on(dispatcher, tracker)
        elif reading.understood(tracker)["intent"] == "out_of_scope":
            say(dispatcher, "utter_out_of_scope")
            say_where(dispatcher, tracker, domain)
        elif tracker.slots.get("requested_slot"):
            _say_in_other_words(dispatcher, tracker, domain)
        else:
            offer_near(dispatcher, tracker, "utter_missed", "utter_what_next")
        return _counted(misses, offer)


def _counted(misses: float, offer: str | None) -> list[EventType]:
    return [SlotSet("talk_misses", misses), SlotSet("talk_offer", offer)]


def _lead_on(dispatcher: CollectingDispatcher, tracker: Tracker, misses: float) -> list[EventType]:
    """From the third on: to keep the words and go on, a person, and so on in turn; never the same twice."""
    counted: list[EventType] = [SlotSet("talk_misses", misses)]
    text = reading.raw_text(tracker)
    if misses % 2 == 0:
        say(dispatcher, "utter_missed_person")
        return [*counted, SlotSet("talk_offer", "person")]
    if tracker.slots.get("p_role") == "staff" or word_count(text) < _WORTH_KEEPING or not _asks(tracker):
        say(dispatcher, "utter_missed_short" if _can_skip(tracker) else "utter_missed_choose")
        return [*counted, SlotSet("talk_offer", None)]
    say(dispatcher, "utter_missed_keep" if _can_skip(tracker) else "utter_missed_keep_needed")
    return [*counted, *hold(tracker)]


def _asks(tracker: Tracker) -> bool:
    return (tracker.slots.get("requested_slot") or "") in questions.fields()


def _offer_ways_on(dispatcher: CollectingDispatcher, tracker: Tracker) -> str | None:
    """What a plain yes would mean, where one thing is offered."""
    can_skip = _can_skip(tracker)
    say(dispatcher, "utter_missed_twice" if can_skip else "utter_missed_again")
    return None if can_skip else "person"


def _can_skip(tracker: Tracker) -> bool:
    field = questions.fields().get(tracker.slots.get("requested_slot") or "")
    return field is not None and not field.required


def _say_in_other_words(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> None:
    """The words for this answer to this question, for this answer, for this question, or for any."""
    requested, reason = tracker.slots.get("requested_slot"), tracker.slots.get("turn_missed")
    about = [f"utter_missed_{name}" for name in (f"{requested}_{reason}", reason, requested)]
    plainly = "utter_missed_answer" if _can_skip(tracker) else "utter_missed_needed"
    say_if_written(dispatcher, domain, *about, plainly)
    say_if_written(dispatcher, domain, f"utter_again_{requested}")
