"""What a turn may ask the front door to carry out. An effect is data: `{kind, data}` (contracts.md 4)."""

from collections.abc import Mapping
from typing import Any

from intake.shape import first_fault

CONSENTS = ("keep", "share_facilitator", "share_service", "contact", "contact_support", "learning")

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}  # which intake of the conversation this is, where it is not the first
_SAID = {"type": "string", "minLength": 1}


class EffectInvalid(ValueError):
    """An effect that the front door must not carry out; names the kind and the place, never the value."""


def _data(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    properties = {**required, **(optional or {})}
    shape = {"type": "object", "properties": properties, "required": list(required)}
    return {**shape, "additionalProperties": False}


SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "submit_intake": _data(
        {"summary": {"type": "object", "required": ["version", "kind", "consents"]}}, {"intake": _NUMBER}
    ),
    "request_person": _data(
        {"reason": {"type": "string", "enum": ["asked", "misunderstood", "concern", "submitted"]}}
    ),
    "withdraw": _data({}),
    "change_consent": _data(
        {"id": {"type": "string", "enum": list(CONSENTS)}, "given": {"type": "boolean"}, "words": _TEXT},
        {"answer": _TEXT},
    ),
    "change_contact": _data({"contact": {"type": "object", "required": ["ok", "channels", "value"]}}),
    "answer_question": _data({"question": {"type": ["string", "integer"]}, "text": _SAID}),
    "erase": _data({"what": {"type": "string", "enum": ["all", "draft"]}}),
    "keep_progress": _data({}, {"intake": _NUMBER}),
    "set_check_back": _data({"on": {"type": "string", "minLength": 10}}),
}
KINDS = tuple(SCHEMAS)


def check(effect: Mapping[str, Any]) -> None:
    """Raises EffectInvalid unless `effect` is of a known kind and its data are as that kind's schema says."""
    kind = str(effect.get("kind"))
    if kind not in SCHEMAS:
        raise EffectInvalid("an effect of unknown kind")
    if fault := first_fault(effect.get("data"), SCHEMAS[kind]):
        raise EffectInvalid(f"{kind}: {fault} is not as promised")
