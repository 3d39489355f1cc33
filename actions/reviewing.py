"""Shows the person every line that would go, so that they can change or leave out each."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import lines, reading
from actions.fitting import show_fit
from actions.going import review_choices
from actions.holding import offer_held
from actions.speaking import say, title
from intake import consents, questions, summary, words

Responses = dict[str, Any]
Shown = dict[str, Any]

PRESSES = {"change": ("change_line", "talk_changing"), "leave_out": ("leave_out_line", "talk_left_out")}


class ActionShowReview(Action):
    """What comes when the questions are done."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_show_review"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The summary; the fit for staff; a person where they did not want to go on."""
        slots = reading.slots(tracker)
        if questions.stopped(slots):
            say(dispatcher, "utter_not_going_on")
            return []
        if slots.get("p_role") == "staff":
            show_fit(dispatcher, slots, domain["responses"])
        else:
            _show_summary(dispatcher, tracker, domain["responses"])
        say(dispatcher, review_choices(slots))
        # last, so that a plain yes means this
        waits = offer_held(dispatcher, tracker)
        return [SlotSet("talk_return", "review"), SlotSet("talk_offer", "words" if waits else None)]


class ActionShowCopy(Action):
    """What was sent, on the screen, to copy or print."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_show_copy"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Plain text: nothing in it can be changed any more."""
        slots = reading.slots(tracker)
        sections = _sections(slots, reading.context(tracker), domain["responses"])
        say(dispatcher, "utter_copy")
        dispatcher.utter_message(text=_as_text(sections))
        say(dispatcher, "utter_what_next")
        return []


def _show_summary(dispatcher: CollectingDispatcher, tracker: Tracker, responses: Responses) -> None:
    slots = reading.slots(tracker)
    sections = _sections(slots, reading.context(tracker), responses)
    _head(dispatcher, tracker, sections)
    dispatcher.utter_message(text=_as_text(sections), custom={"type": "summary", "sections": sections})
    if any(section["id"] == "concerns" for section in sections):
        say(dispatcher, "utter_review_noticed")
    _offer(dispatcher, "utter_review_gone", "put_back_line", slots.get("talk_left_out"), slots, responses)
    _offer(dispatcher, "utter_review_skipped", "change_line", summary.skipped(slots), slots, responses)
    if slots.get("p_share_ok") == "some":
        say(dispatcher, "utter_send_some")
    say(dispatcher, _before_sending(slots))


def _head(dispatcher: CollectingDispatcher, tracker: Tracker, sections: list[Shown]) -> None:
    pressed = reading.pressed(tracker).get("intent")
    if not sections:
        say(dispatcher, "utter_review_nothing")
    elif pressed == "leave_out_line":
        say(dispatcher, "utter_review_left_out")
    elif pressed == "put_back_line":
        say(dispatcher, "utter_review_put_back")
    elif reading.slots_before(tracker).get("talk_changing"):
        say(dispatcher, "utter_review_changed")
    else:
        say(dispatcher, "utter_review_intro")


def _offer(
    dispatcher: CollectingDispatcher,
    response: str,
    intent: str,
    ids: list[str] | None,
    slots: Shown,
    responses: Responses,
) -> None:
    """A button for each line that is not shown, to bring it back or answer it now."""
    worded = {line: title(responses, f"utter_{intent}", line, slots) for line in ids or ()}
    press = {"intent": intent, "slot": "talk_left_out" if intent == "put_back_line" else "talk_changing"}
    buttons = [{"title": said, "press": press | {"value": line}} for line, said in worded.items()]
    if buttons:
        dispatcher.utter_message(response=response, buttons=buttons)


def _before_sending(slots: Shown) -> str:
    if not consents.given(slots.get("p_share_ok")):
        return "utter_not_sent_share"
    if not consents.given(slots.get("p_keep")):
        return "utter_not_sent_keep"
    return "utter_before_sending" if slots.get("p_contact_ok") == "yes" else "utter_before_sending_no_contact"


def _sections(slots: Shown, context: Any, responses: Responses) -> list[Shown]:
    return [
        {
            "id": section.id,
            "title": words.text(responses, f"utter_section_{section.id}", slots),
            "lines": [_line(line, slots, responses) for line in section.lines],
        }
        for section in summary.review(slots, context)
    ]


def _line(line: summary.Line, slots: Shown, responses: Responses) -> Shown:
    shown: Shown = {
        "id": line.id,
        "text": words.labelled(responses, line, slots),
        "own_words": line.own_words,
    }
    allowed = {"change": line.change, "leave_out": line.leave_out}
    for name, (intent, slot) in PRESSES.items():
        if allowed[name]:
            shown[name] = {"press": {"intent": intent, "slot": slot, "value": line.id}}
    return shown


def _as_text(sections: list[Shown]) -> str:
    parts = [f"{s['title']}\n{lines.as_text(line['text'] for line in s['lines'])}" for s in sections]
    return "\n".join(parts)
