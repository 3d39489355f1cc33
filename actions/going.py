"""Where the conversation goes next: into the questions, back to the open one, or on."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import BEGUN, read_back
from actions.holding import offer_held
from actions.speaking import say, say_if_written
from intake import another, consents, questions, refusing
from intake.contact import READ_BACK


class ActionBegin(Action):
    """Opens the questions that fit the role, or the review where none are left."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_begin"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """`looking` is no role for an intake: it is asked again. What was sent is not asked anew unsaid.

        Words that sound like a wish for the check ("does it fit?") make nobody staff: only its button does.
        """
        if tracker.slots.get("talk_return") == "sent":
            say(dispatcher, "utter_another")
            return [SlotSet("requested_slot", None), SlotSet("talk_offer", "another")]
        slots = reading.slots(tracker)
        changed: dict[str, Any] = {}
        if reading.pressed(tracker).get("intent") == "start_fit_check":
            changed = {"p_role": "staff"}
        elif slots.get("p_role") == "looking":
            changed = {"p_role": None}
        return [*_set(changed), *opened(slots | changed)]


class ActionBeginAnother(Action):
    """A further intake in the same conversation: who one is stays, what happened is asked anew."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_begin_another"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Nothing of the one that was sent goes into the next."""
        changed = another.begun(reading.slots(tracker))
        return [*_set(changed), *opened(reading.slots(tracker) | changed)]


def opened(slots: dict[str, Any]) -> list[EventType]:
    """The form for what is left to ask; the review where nothing is."""
    left = questions.next_question(slots)
    form = "fit_form" if slots.get("p_role") == "staff" else "intake_form"
    # the form takes this message for an answer, so that it asks instead of rejecting
    return [SlotSet("turn_took", [BEGUN]), FollowupAction(form if left else "action_show_review")]


def _set(changed: dict[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in changed.items()]


class ActionResume(Action):
    """Carries on: with the questions where they had begun, otherwise where the person was."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_resume"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The way on from a pause, a worry, a stop that was not meant, or a code that is not at hand."""
        if tracker.slots.get("requested_slot") == "use_code":
            return [SlotSet("requested_slot", None), FollowupAction("action_go_on")]
        if _wants_nobody(tracker) and _says_who_comes(dispatcher, tracker):
            return []
        if reading.form(tracker) and questions.next_question(reading.slots(tracker)) == READ_BACK:
            # a limit that was said with a sign of danger is read back before the open question
            return [SlotSet("requested_slot", READ_BACK), FollowupAction("action_go_on")]
        begun = tracker.slots.get("p_ack_ai") and not tracker.slots.get("talk_return")
        paused = begun and not reading.form(tracker)
        return [FollowupAction("action_begin" if paused else "action_go_on")]


def _wants_nobody(tracker: Tracker) -> bool:
    text = reading.raw_text(tracker)
    return refusing.refuses_person(text) or refusing.stops_waiting(text)


def _says_who_comes(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Says that nobody was asked for; True where somebody was, and only its button ends the wait."""
    waits = reading.context(tracker).get("holder") == "queue"
    say(dispatcher, "utter_service_nobody_yet" if waits else "utter_service_waiting_over")
    return waits


class ActionGoOn(Action):
    """After anything else was said: back to where the person was."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_go_on"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The open question, the review, or what one can do here."""
        waits = _words_are_due(tracker) and offer_held(dispatcher, tracker)
        say_where(dispatcher, tracker, domain)
        return [SlotSet("talk_offer", "words")] if waits else []


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
        if not say_if_written(dispatcher, domain, f"utter_again_{requested}"):
            say_where(dispatcher, tracker, domain)
        return []


def _words_are_due(tracker: Tracker) -> bool:
    """Where their story is asked for, or nothing is open before the questions: there it can be kept."""
    return tracker.slots.get("requested_slot") in (None, "p_words") and not tracker.slots.get("talk_return")


def say_where(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> None:
    """The open question, the choices of the review, or what one can do here."""
    slots = reading.slots(tracker)
    requested = slots.get("requested_slot")
    if requested == READ_BACK:
        read_back(dispatcher, slots, domain["responses"])
    elif requested in questions.fields():
        say(dispatcher, f"utter_ask_{requested}")
    elif slots.get("talk_return") == "review":
        say(dispatcher, review_choices(slots))
    else:
        say(dispatcher, "utter_what_next")


def review_choices(slots: dict[str, Any]) -> str:
    """What can be done with what the review shows; sending is offered only where it can be sent."""
    kind = "fit" if slots.get("p_role") == "staff" else "review"
    return f"utter_{kind}_choices" if consents.may_send(slots) else f"utter_{kind}_choices_unsent"
