"""Shows the person every line before anything goes, with a way to change or leave out each."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.speaking import say
from intake import consents, fit, questions, summary, words

Responses = dict[str, Any]

# lines that no question asked for: how their id begins, and how the name of their words does
NOTICED = {"readiness_": "utter_reason_", "concern_": "utter_concern_", "exit_used": "utter_"}


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
            _show_fit(dispatcher, slots, domain["responses"])
        else:
            _show_summary(dispatcher, slots, reading.context(tracker), domain["responses"])
        return [SlotSet("talk_return", "review")]


def _show_summary(
    dispatcher: CollectingDispatcher, slots: dict[str, Any], context: Any, responses: Responses
) -> None:
    sections = [_section(section, slots, responses) for section in summary.review(slots, context)]
    say(dispatcher, "utter_review_left_out" if _left_out_now(slots) else "utter_review_intro")
    dispatcher.utter_message(text=_as_text(sections), custom={"type": "summary", "sections": sections})
    say(dispatcher, _before_sending(slots))
    if consents.may_send(slots):
        say(dispatcher, "utter_review_choices")


def _left_out_now(slots: dict[str, Any]) -> bool:
    return "talk_left_out" in (slots.get("turn_took") or ())


def _before_sending(slots: dict[str, Any]) -> str:
    if not consents.given(slots.get("p_share_ok")):
        return "utter_not_sent_share"
    if not consents.given(slots.get("p_keep")):
        return "utter_not_sent_keep"
    return "utter_before_sending" if slots.get("p_contact_ok") == "yes" else "utter_before_sending_no_contact"


def _section(section: summary.Section, slots: dict[str, Any], responses: Responses) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": words.text(responses, f"utter_section_{section.id}", slots),
        "lines": [_line(line, slots, responses) for line in section.lines],
    }


def _line(line: summary.Line, slots: dict[str, Any], responses: Responses) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": line.id,
        "text": _line_text(line, slots, responses),
        "own_words": line.own_words,
    }
    if line.change:
        shown["change"] = {
            "press": {"intent": "change_line", "slot": "talk_changing", "value": line.id}
        }
    if line.leave_out:
        shown["leave_out"] = {
            "press": {"intent": "leave_out_line", "slot": "talk_left_out", "value": line.id}
        }
    return shown


def _line_text(line: summary.Line, slots: dict[str, Any], responses: Responses) -> str:
    label = words.text(responses, f"utter_label_{line.id}", slots)
    value = _value(line, responses)
    return f"{label}: {value}" if label else value


def _value(line: summary.Line, responses: Responses) -> str:
    if line.own_words:
        return str(line.value)
    for begins, name in NOTICED.items():
        if line.id.startswith(begins):
            return words.text(responses, f"{name}{line.value}", {})
    values = line.value if isinstance(line.value, list) else [line.value]
    return ", ".join(words.option(responses, line.id, value) for value in values)


def _as_text(sections: list[dict[str, Any]]) -> str:
    """The summary as plain text; single line breaks, so that it stays one message."""
    lines = []
    for section in sections:
        lines += [section["title"], *(f"- {line['text']}" for line in section["lines"])]
    return "\n".join(lines)


def _show_fit(dispatcher: CollectingDispatcher, slots: dict[str, Any], responses: Responses) -> None:
    found = fit.decide(slots)
    reasons = [_reason(reason, slots, responses) for reason in found.reasons]
    outcome = words.text(responses, f"utter_fit_outcome_{found.outcome}", slots)
    told = [outcome, *(f"- {r['why']} {r['next']}" for r in reasons)]
    dispatcher.utter_message(
        text="\n".join(told), custom={"type": "fit", "outcome": found.outcome, "reasons": reasons}
    )
    say(dispatcher, "utter_fit_always", "utter_fit_rights", "utter_fit_staff_support", "utter_fit_choices")


def _reason(reason: Any, slots: dict[str, Any], responses: Responses) -> dict[str, Any]:
    return {
        "question": words.text(responses, f"utter_label_s_fit_{reason.question}", slots),
        "answer": words.option(responses, f"s_fit_{reason.question}", reason.answer),
        "effect": reason.effect,
        "why": words.text(responses, reason.why, slots),
        "next": words.text(responses, reason.next, slots),
    }
