"""Shows staff what the fit-check came to: reasons and next steps, never a score."""

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import say
from intake import consents, fit, words

Responses = dict[str, Any]

ALWAYS = ("utter_fit_always", "utter_fit_rights", "utter_fit_roles_only", "utter_fit_staff_support")


def show_fit(dispatcher: CollectingDispatcher, slots: dict[str, Any], responses: Responses) -> None:
    """The outcome with its reasons, then what goes on whatever the outcome is."""
    found = fit.decide(slots)
    reasons = [_reason(reason, slots, responses) for reason in found.reasons]
    outcome = words.text(responses, f"utter_fit_outcome_{found.outcome}", slots)
    told = [outcome, *(f"- {r['why']} {r['next']}" for r in reasons)]
    dispatcher.utter_message(
        text="\n".join(told), custom={"type": "fit", "outcome": found.outcome, "reasons": reasons}
    )
    say(dispatcher, "utter_fit_ended_early" if fit.ended_early(slots) else "utter_fit_indicative")
    if fit.speaks_up(slots):
        say(dispatcher, "utter_fit_speak_up")
    say(dispatcher, *ALWAYS)
    if consents.may_send(slots):
        say(dispatcher, "utter_before_sending_staff")


def _reason(reason: fit.Reason, slots: dict[str, Any], responses: Responses) -> dict[str, Any]:
    return {
        "question": words.text(responses, f"utter_label_s_fit_{reason.question}", slots),
        "answer": words.option(responses, f"s_fit_{reason.question}", reason.answer),
        "effect": reason.effect,
        "why": words.text(responses, reason.why, slots),
        "next": words.text(responses, reason.next, slots),
    }
