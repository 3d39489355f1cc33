"""Hears what answers no question: a story told early, an answer out of place, words worth keeping."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import say
from intake import take


class ActionHearStory(Action):
    """Thanks the person for a story told where nothing was asked, and offers to keep it."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_hear_story"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Holds the words until the person says whether to keep them."""
        if tracker.slots.get("p_words"):
            say(dispatcher, "utter_heard_story_again")
            return [FollowupAction("action_go_on")]
        say(dispatcher, "utter_heard_story")
        return [SlotSet("talk_story", reading.raw_text(tracker))]


class ActionKeepWords(Action):
    """Keeps the story as the person's own words, and goes on to the questions."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_keep_words"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Only what the person typed and then agreed to keep."""
        story = tracker.slots.get("talk_story")
        state = reading.state(tracker)
        kept = take.as_words({**state, "requested": state["requested"] or "p_words"}, story or "")
        events: list[EventType] = [SlotSet(name, value) for name, value in kept.items()]
        return [*events, SlotSet("talk_story", None), FollowupAction("action_begin")]


class ActionPlaceAnswer(Action):
    """An answer that `intake.take` could not place: at a question it is a miss, elsewhere we go on."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_place_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A button pressed outside the questions (a role, say) was placed already."""
        missed = reading.form(tracker) and not tracker.slots.get("turn_took")
        return [FollowupAction("action_missed" if missed else "action_go_on")]
