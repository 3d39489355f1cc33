"""Asks: the pure core says which question is next, the form carries it, the responses word it."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import lines, reading
from actions.holding import offer_held
from actions.speaking import say, say_if_written, title
from intake import contact, heard, questions, routes, words

PROGRESS_EVERY = 3
STORY = "p_words"
BEGUN = "turn_begun"


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
        if not _was_acknowledged(tracker, took):
            acknowledge(dispatcher, tracker, domain)
        _show_progress(dispatcher, reading.slots_before(tracker), slots)
        following = questions.next_question(slots)
        waits = following == STORY and offer_held(dispatcher, tracker)
        offered = [SlotSet("talk_offer", "words")] if waits else []
        return [SlotSet("turn_took", took), SlotSet("requested_slot", following), *offered]


class ValidateIntakeForm(_NextQuestion, Action):
    """For a person, their whānau and supporters."""

    form = "intake_form"


class ValidateFitForm(_NextQuestion, Action):
    """For staff."""

    form = "fit_form"


class ActionAskTalkReadBack(Action):
    """Reads back what was said in passing: it counts once the person says yes."""

    def name(self) -> str:
        """Rasa's name for what asks this question."""
        return "action_ask_talk_read_back"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Each line can be changed by itself where there are several."""
        read_back(dispatcher, reading.slots(tracker), domain["responses"])
        return []


def read_back(dispatcher: CollectingDispatcher, slots: Mapping[str, Any], responses: lines.Responses) -> None:
    """What was said in passing, and whether that is right."""
    names = questions.unconfirmed(slots)
    buttons = [_change(name, slots, responses) for name in names] if len(names) > 1 else []
    told = lines.listed(slots, names, responses)
    dispatcher.utter_message(response="utter_ask_talk_read_back", told=told, buttons=buttons)


def _change(name: str, slots: Mapping[str, Any], responses: lines.Responses) -> dict[str, Any]:
    said = title(responses, "utter_change_one", name, slots)
    return {"title": said, "press": {"intent": "change_line", "slot": "talk_changing", "value": name}}


def acknowledge(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> None:
    """Says back what this message answered, where there are words for it, and what it changed."""
    slots, before = reading.slots(tracker), reading.slots_before(tracker)
    took = tracker.slots.get("turn_took") or []
    if took and heard.in_another_language(reading.raw_text(tracker)):
        say(dispatcher, "utter_heard_other_language")
    if _tells_of_a_death(tracker, took):
        say(dispatcher, "utter_grief")
    for field in _said_of(took, slots, before):
        value = slots.get(field)
        values = value if isinstance(value, list) else [value]
        by_value = [f"utter_heard_{field}_{one}" for one in values]
        say_if_written(dispatcher, domain, *by_value, f"utter_heard_{field}")
    if was_told := questions.unconfirmed(before):
        _answer_to_read_back(dispatcher, slots, before, was_told)
    asked = (before.get("talk_changing"), reading.asked_before(tracker))
    changed = [n for n in before if slots.get(n) not in (None, before[n]) and n not in asked]
    if told := lines.listed(slots, changed, domain["responses"]):
        dispatcher.utter_message(response="utter_heard_correction", told=told)
        if "p_role" in changed:
            _offer_role_before(dispatcher, before, domain["responses"])
    elif any(name in before and slots.get(name) == before[name] and name not in asked for name in took):
        say(dispatcher, "utter_heard_correction_same")
    _say_of_others(dispatcher, tracker, domain["responses"])
    if wanted := routes.needs(slots, took):
        _say_routes(dispatcher, routes.first(wanted, slots), domain["responses"])


def _tells_of_a_death(tracker: Tracker, took: list[str]) -> bool:
    """A death is met first, unless the words for this answer do so, or staff tell of it."""
    staff = tracker.slots.get("p_role") == "staff"
    return heard.grieves(reading.raw_text(tracker)) and "p_for_other" not in took and not staff


def _offer_role_before(
    dispatcher: CollectingDispatcher, before: Mapping[str, Any], responses: lines.Responses
) -> None:
    """Who somebody is decides what they are asked, so a change of it can be undone at once."""
    press = {"intent": "give_answer", "slot": "p_role", "value": before["p_role"]}
    said = words.option(responses, "p_role", before["p_role"])
    dispatcher.utter_message(response="utter_role_changed", buttons=[{"title": said, "press": press}])


def _say_of_others(dispatcher: CollectingDispatcher, tracker: Tracker, responses: lines.Responses) -> None:
    """What was put down for another question than the one asked, and what was taken out on their word."""
    slots, before = reading.slots(tracker), reading.slots_before(tracker)
    if reading.pressed(tracker) or reading.sent(tracker).get("picks"):
        return
    took = [n for n in tracker.slots.get("turn_took") or () if n in questions.fields()]
    here = (before.get("talk_changing"), reading.asked_before(tracker), *questions.unconfirmed(slots))
    new = [n for n in took if n not in before and n not in here and not _goes_with(n, here)]
    if told := lines.listed(slots, new, responses):
        dispatcher.utter_message(response="utter_heard_put_down", told=told)
    if slots.get("talk_story") != before.get("talk_story") and took:
        say(dispatcher, "utter_held_rest")
    if any(before.get(n) and slots.get(n) is None and n not in questions.unconfirmed(before) for n in took):
        say(dispatcher, "utter_heard_taken_out")


def _goes_with(name: str, asked: tuple[str | None, ...]) -> bool:
    """Whether it is part of what was asked: the way to call with the number, words beside a choice."""
    steps = {questions.fields()[one].step for one in asked if one in questions.fields()}
    return questions.fields()[name].step in steps or questions.fields()[name].section == "contact"


def _say_routes(dispatcher: CollectingDispatcher, rows: list[Any], responses: lines.Responses) -> None:
    told = lines.as_text(lines.contact(row, responses) for row in rows)
    dispatcher.utter_message(response="utter_routes", told=told)


def _said_of(took: list[str], slots: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """What was answered, and a skip where one was added: an answer that undoes one is no skip."""
    more = len(slots.get("talk_skipped") or ()) > len(before.get("talk_skipped") or ())
    return [name for name in took if more or name != "talk_skipped"]


def _answer_to_read_back(
    dispatcher: CollectingDispatcher, slots: Mapping[str, Any], before: Mapping[str, Any], told: list[str]
) -> None:
    """Who puts something right there is told what was changed, and nothing more."""
    if all(slots.get(name) is None for name in told):
        say(dispatcher, "utter_heard_talk_read_back_no")
    elif not slots.get(contact.NOTED) and all(slots.get(name) == before[name] for name in told):
        say(dispatcher, "utter_heard_talk_read_back_yes")


def _is_answer(tracker: Tracker, took: list[str]) -> bool:
    understood = reading.understood(tracker)
    text = reading.raw_text(tracker)
    asks = heard.is_question(understood, text) and tracker.slots.get("requested_slot") not in took
    return bool(took) and not asks and not heard.in_danger(understood)


def _was_acknowledged(tracker: Tracker, took: list[str]) -> bool:
    """What was placed outside the form was said back there, before it began."""
    return took == [BEGUN] and reading.understood(tracker)["intent"] in heard.ANSWERS


def _is_unsafe(tracker: Tracker, took: list[str]) -> bool:
    """Anything but "safe" at the safety question: help comes before the next question."""
    return "p_safe_now" in took and tracker.slots.get("p_safe_now") in ("not_safe", "unsure")


def _show_progress(
    dispatcher: CollectingDispatcher, before: Mapping[str, Any], slots: Mapping[str, Any]
) -> None:
    """Each time a few more are done; never the same twice."""
    done, of = questions.progress(slots)
    if done // PROGRESS_EVERY > questions.progress(before)[0] // PROGRESS_EVERY and done < of:
        show_progress(dispatcher, slots)


def show_progress(dispatcher: CollectingDispatcher, slots: Mapping[str, Any]) -> None:
    """How many questions are done, of how many."""
    done, of = questions.progress(slots)
    dispatcher.utter_message(
        response="utter_progress", done=done, of=of, custom={"type": "progress", "done": done, "of": of}
    )
