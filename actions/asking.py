"""Asks: the pure core says which question is next, the form carries it, the responses word it."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.answering import topic_button
from actions.speaking import say, say_if_written
from intake import heard, questions

PROGRESS_EVERY = 3


class _NextQuestion:
    """Tells a form what to ask next, or that this message was no answer."""

    form: str

    def name(self) -> str:
        """Rasa calls validate_<form> each time the form runs."""
        return f"validate_{self.form}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Rejects where a rule must answer first; otherwise names the next question."""
        took = tracker.slots.get("turn_took") or []
        if reading.form(tracker) == self.form and not _is_answer(tracker, took):
            return [ActionExecutionRejected(self.form)]
        if _is_unsafe(tracker, took):
            return [SlotSet("requested_slot", None), FollowupAction("action_stay_with")]
        slots = reading.slots(tracker)
        _acknowledge(dispatcher, tracker, domain, took)
        _show_progress(dispatcher, slots)
        return [SlotSet("turn_took", took), SlotSet("requested_slot", questions.next_question(slots))]


class ValidateIntakeForm(_NextQuestion, Action):
    """For a person, their whānau and supporters."""

    form = "intake_form"


class ValidateFitForm(_NextQuestion, Action):
    """For staff."""

    form = "fit_form"


def _is_answer(tracker: Tracker, took: list[str]) -> bool:
    understood = reading.understood(tracker)
    text = reading.raw_text(tracker)
    asks = heard.is_question(understood, text) and tracker.slots.get("requested_slot") not in took
    return bool(took) and not asks


def _is_unsafe(tracker: Tracker, took: list[str]) -> bool:
    """Anything but "safe" at the safety question: help comes before the next question."""
    return "p_safe_now" in took and tracker.slots.get("p_safe_now") in ("not_safe", "unsure")


def _acknowledge(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any], took: list[str]
) -> None:
    requested = tracker.slots.get("requested_slot")
    for field in took:
        value = tracker.slots.get(field)
        values = value if isinstance(value, list) else [value]
        by_value = [f"utter_heard_{field}_{one}" for one in values]
        say_if_written(dispatcher, domain, *by_value, f"utter_heard_{field}")
    corrected = [name for name in took if name.startswith(("p_", "s_")) and name != requested]
    if corrected and reading.understood(tracker)["intent"] == "correct_answer":
        say(dispatcher, "utter_heard_correction")


def _show_progress(dispatcher: CollectingDispatcher, slots: dict[str, Any]) -> None:
    done, of = questions.progress(slots)
    if done and done % PROGRESS_EVERY == 0 and done < of:
        dispatcher.utter_message(
            response="utter_progress", done=done, of=of, custom={"type": "progress", "done": done, "of": of}
        )


class ActionBegin(Action):
    """Opens the questions that fit the role, or the review where none are left."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_begin"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """`looking` is no role for an intake: it is asked again."""
        slots = reading.slots(tracker)
        forgotten: list[EventType] = []
        if reading.understood(tracker)["intent"] == "start_fit_check":
            slots["p_role"] = "staff"
            forgotten = [SlotSet("p_role", "staff")]
        elif slots.get("p_role") == "looking":
            del slots["p_role"]
            forgotten = [SlotSet("p_role", None)]
        left = questions.next_question(slots)
        form = "fit_form" if slots.get("p_role") == "staff" else "intake_form"
        # the form takes this message for an answer, so that it asks instead of rejecting
        begun = SlotSet("turn_took", ["turn_begun"])
        return [*forgotten, begun, FollowupAction(form if left else "action_show_review")]


class ActionResume(Action):
    """Carries on: with the questions where they had begun, otherwise where the person was."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_resume"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The way on from a pause, a worry or a stop that was not meant."""
        begun = tracker.slots.get("p_ack_ai") and not tracker.slots.get("talk_return")
        paused = begun and not reading.form(tracker)
        return [FollowupAction("action_begin" if paused else "action_go_on")]


class ActionGoOn(Action):
    """After anything else was said: back to where the person was."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_go_on"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The open question, the review, or what one can do here."""
        say(dispatcher, _where(tracker))
        return []


def _where(tracker: Tracker) -> str:
    if reading.form(tracker) and (requested := tracker.slots.get("requested_slot")):
        return f"utter_ask_{requested}"
    if tracker.slots.get("talk_return") == "review":
        return "utter_fit_choices" if tracker.slots.get("p_role") == "staff" else "utter_review_choices"
    return "utter_what_next"


class ActionExplainWhy(Action):
    """Why this question is asked."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_explain_why"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The question's own reason, where a question is open."""
        requested = tracker.slots.get("requested_slot")
        say_if_written(dispatcher, domain, f"utter_why_{requested}", "utter_why_nothing")
        return []


class ActionSayAgain(Action):
    """The open question in other words."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_say_again"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Falls back to where the person was when no question is open."""
        requested = tracker.slots.get("requested_slot")
        say_if_written(dispatcher, domain, f"utter_again_{requested}", _where(tracker))
        return []


class ActionMissed(Action):
    """The guide did not follow: once it says so, twice in a row it offers a person."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_missed"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Counts from what the turn began with, since `intake.take` may have counted this one too."""
        requested = tracker.slots.get("requested_slot")
        misses = reading.before(tracker, "talk_misses", 0.0) + 1.0
        if misses >= 2:
            say(dispatcher, "utter_missed_again")
        elif reading.understood(tracker)["intent"] == "out_of_scope":
            say(dispatcher, "utter_out_of_scope", _where(tracker))
        elif requested:
            say_if_written(dispatcher, domain, f"utter_missed_{requested}", "utter_missed_answer")
            say_if_written(dispatcher, domain, f"utter_again_{requested}")
        elif near := reading.understood(tracker)["topics"][:2]:
            dispatcher.utter_message(
                response="utter_missed_topics", buttons=[topic_button(topic["id"]) for topic in near]
            )
        else:
            say(dispatcher, "utter_missed", "utter_what_next")
        return [SlotSet("talk_misses", misses)]
