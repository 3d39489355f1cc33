"""What the person agreed to, each by itself, with the words that were agreed."""

from collections.abc import Mapping
from typing import Any

from intake.fields import Slots
from intake.questions import applies

CONSENTS: Mapping[str, str] = {
    "keep": "p_keep",
    "share_facilitator": "p_share_ok",
    "share_service": "p_share_service",
    "contact": "p_contact_ok",
    "contact_support": "p_contact_support",
    "learning": "p_learning",
}
STAFF_CONSENTS: Mapping[str, str] = {"share_facilitator": "s_next", "contact": "s_next"}
LIMITED = ("some", "only_asked")
_GIVEN = ("yes", "with_summary", "talk", "refer", *LIMITED)


def record(slots: Slots, context: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Each consent that was answered. `context["consents"]` gives time and words by field id, where known."""
    asked = STAFF_CONSENTS if slots.get("p_role") == "staff" else CONSENTS
    return [_one(name, field, slots, context) for name, field in asked.items() if slots.get(field)]


def may_send(slots: Slots) -> bool:
    """Whether the person agreed to keep and to send the summary; of staff, whether they asked for a talk."""
    if slots.get("p_role") == "staff":
        return applies("s_contact", slots) and slots.get("s_contact") is not None
    return given(slots.get("p_keep")) and given(slots.get("p_share_ok"))


def given(answer: Any) -> bool:
    """Whether an answer agrees, in whole or in part."""
    return answer in _GIVEN


def _one(name: str, field: str, slots: Slots, context: Mapping[str, Any]) -> Mapping[str, Any]:
    known = (context.get("consents") or {}).get(field) or {}
    at, words = known.get("at") or context.get("now"), known.get("words", "")
    return {"id": name, "given": given(slots[field]), "answer": slots[field], "at": at, "words": words}
