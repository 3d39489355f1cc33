"""Hears what answers no question: a story told early, an answer out of place, words worth keeping."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import acknowledge, read_back
from actions.holding import hold
from actions.speaking import say
from intake import heard, loss, questions, take, telling
from intake.matching import word_count


class ActionHearStory(Action):
    """Thanks the person for a story told where nothing was asked, and offers to keep it."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_hear_story"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Holds the words until the person says whether to keep them."""
        text, told_before = reading.raw_text(tracker), tracker.slots.get("p_words")
        if tracker.slots.get("p_role") == "staff":
            say(dispatcher, "utter_heard_story_staff")
            return [FollowupAction("action_go_on")]
        if telling.at_work(text) and tracker.slots.get("p_role") is None:
            say(dispatcher, "utter_heard_story_at_work")
            return []
        say(dispatcher, "utter_grief" if heard.grieves(text) else "utter_heard_story")
        say(dispatcher, "utter_keep_story_too" if told_before else "utter_keep_story")
        return hold(tracker)


class ActionComfort(Action):
    """Says that it is heard, and leaves room; grief is met as grief."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_comfort"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """No question follows: the person says when to go on."""
        text = reading.raw_text(tracker)
        if own := loss.own(text):
            say(dispatcher, f"utter_{own}")
            return []
        say(dispatcher, "utter_grief" if heard.grieves(text) else "utter_distress")
        say(dispatcher, "utter_no_rush")
        return []


class ActionKeepWords(Action):
    """Keeps the story as the person's own words, and goes on to the questions."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_keep_words"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Only what the person typed and then agreed to keep."""
        if not tracker.slots.get("talk_story"):
            say(dispatcher, "utter_heard_correction_same")
        answers = reading.slots_before(tracker).get("talk_offer") == "answer"
        kept = take.as_words(reading.state(tracker), tracker.slots.get("talk_story") or "", answers)
        events: list[EventType] = [SlotSet(name, value) for name, value in kept.items()]
        return [*events, SlotSet("talk_story", None), FollowupAction("action_begin")]


class ActionPlaceAnswer(Action):
    """An answer to no open form: it is placed, said back, or a miss at the open question."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_place_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A change in the review shows the review anew, or asks what the change has opened."""
        took = tracker.slots.get("turn_took") or []
        intent = reading.understood(tracker)["intent"]
        if intent == "skip_question" and not took:
            say(dispatcher, "utter_cannot_skip")
            return [FollowupAction("action_go_on")]
        if intent == "correct_answer" and tracker.slots.get("talk_return") == "sent":
            say(dispatcher, "utter_sent_already")
            return []
        if not took and _worth_keeping(tracker) and (intent == "correct_answer" or _after_a_worry(tracker)):
            return _offer_unplaced(dispatcher, tracker, intent)
        if not took and tracker.slots.get("requested_slot"):
            return [FollowupAction("action_missed")]
        if "p_copy" in took and tracker.slots.get("p_copy") == "screen":
            return [SlotSet("requested_slot", None), FollowupAction("action_show_copy")]
        acknowledge(dispatcher, tracker, domain)
        told = questions.unconfirmed(reading.slots(tracker)) if "talk_volunteered" in took else []
        if (
            told
            and questions.reach_unconfirmed(reading.slots(tracker))
            and tracker.slots.get("talk_return") in (None, "review")
        ):
            # a wrong number must not wait for the questions
            read_back(dispatcher, reading.slots(tracker), domain["responses"])
            return [SlotSet("requested_slot", "talk_read_back")]
        if told:
            say(dispatcher, "utter_volunteered")
        if took and tracker.slots.get("talk_return") == "review":
            return [SlotSet("requested_slot", None), FollowupAction("action_begin")]
        answered = _is_answered(tracker, took)
        go_on: list[EventType] = [FollowupAction("action_go_on")]
        return [SlotSet("requested_slot", None), *go_on] if answered else go_on


def _worth_keeping(tracker: Tracker) -> bool:
    return tracker.slots.get("p_role") != "staff" and word_count(reading.raw_text(tracker)) > heard.VERY_SHORT


def _after_a_worry(tracker: Tracker) -> bool:
    """Said to the question about danger while own words were due: it may be either."""
    asked = questions.fields().get(tracker.slots.get("requested_slot") or "")
    return bool(reading.slots_before(tracker).get("talk_worry") and asked and asked.kind == "own_words")


def _offer_unplaced(dispatcher: CollectingDispatcher, tracker: Tracker, intent: str) -> list[EventType]:
    """What fits nothing plainly is not dropped: it can be kept as it was typed."""
    if grieving := heard.grieves(reading.raw_text(tracker)):
        say(dispatcher, "utter_grief")
    unplaced = intent == "correct_answer" and not grieving
    say(dispatcher, "utter_correction_unplaced" if unplaced else "utter_keep_story")
    return hold(tracker)


def _is_answered(tracker: Tracker, took: list[str]) -> bool:
    """What is read back is answered once nothing of it is left to confirm."""
    open_now = tracker.slots.get("requested_slot")
    if open_now == "talk_read_back":
        return not questions.unconfirmed(reading.slots(tracker))
    return open_now in (*took, *(tracker.slots.get("talk_skipped") or ()))
