"""The lines of the safe-contact plan, and what a typed message says of them: no limit in it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake import limits
from intake.fields import fields
from language.redaction import identifying

Plan = Mapping[str, Any]

# The line of the plan that each question of the intake fills.
LINES: Mapping[str, str] = {
    "p_contact_value": "value",
    "p_channel": "channels",
    "p_voicemail": "voicemail",
    "p_times": "times",
    "p_who_else": "who_else",
    "p_say_who": "say_who",
    "p_contact_not": "not_to",
}
VALUE, CHANNEL, ANY = "p_contact_value", "p_channel", ""
_REACHES = ("phone", "email")


def slots(plan: Plan) -> dict[str, Any]:
    """The plan as the slots of the intake."""
    told = {field: plan.get(line) for field, line in LINES.items()}
    return told | {CHANNEL: next(iter(plan.get("channels") or ()), None)}


def read(field: str, plan: Plan, text: str) -> dict[str, Any]:
    """The lines that `text`, typed for `field` or for ANY, would change; empty where it does not answer that.

    A limit that stands beside the answer ("021 000 111, but never leave a message") is added to what was said
    before. A number or an address counts where there is exactly one.
    """
    if field not in (VALUE, ANY) and not fields()[field].options:
        return {LINES[field]: text}
    heard = _heard(text)
    numbers, said = limits.numbers(heard), limits.found(slots(plan), heard, text)
    if field in (VALUE, ANY) and len(numbers) == 1:
        return _lines(said) | _reached(plan, said, numbers[0]["text"])
    return {} if field == VALUE else _lines(said)


def spoken_of(text: str) -> bool:
    """Whether `text`, typed unasked, tells how somebody wants to be reached."""
    return limits.asked_for(text) or ("?" not in text and bool(limits.numbers(_heard(text))))


def _heard(text: str) -> dict[str, Any]:
    reached = [one for one in identifying(text) if one.kind in _REACHES]
    return {"entities": [{"kind": one.kind, "text": text[one.start : one.end]} for one in reached]}


def _lines(said: Mapping[str, Any]) -> dict[str, Any]:
    return {LINES[field]: [value] if field == CHANNEL else value for field, value in said.items()}


def _reached(plan: Plan, said: Mapping[str, Any], value: str) -> dict[str, Any]:
    """A new number or address, with the way that goes with it; no way where the old one does not."""
    if CHANNEL in said:
        return {"value": value}
    if "@" in value:
        return {"value": value, "channels": ["email"]}
    return {"value": value} | ({"channels": []} if slots(plan)[CHANNEL] == "email" else {})
