"""How a message comes to `take` in these tests."""

from typing import Any

from intake import take

PERSON = {"p_role": "harmed", "p_ack_ai": "yes", "p_privacy_ok": "yes"}
ASKED = {"p_contact_ok": "yes"}


def understood(intent: str = "give_answer", **more: Any) -> dict[str, Any]:
    return {
        "intent": intent,
        "confidence": 0.95,
        "topic": None,
        "safety": {"level": "none"},
        "entities": [],
    } | more


def say(text: str, at: str | None, *, slots: dict[str, Any] | None = None, **heard: Any) -> dict[str, Any]:
    state = {"slots": PERSON | (slots or {}), "requested": at, "form": "intake_form"}
    return take.take(state, understood(**heard), text)


def press(slot: str, value: Any, slots: dict[str, Any] | None = None) -> dict[str, Any]:
    pressed = {"intent": "give_answer", "slot": slot, "value": value}
    return say("", slot, slots=slots, press=pressed)


def entity(kind: str, text: str, value: Any = None) -> dict[str, Any]:
    return {"kind": kind, "text": text, "value": value if value is not None else text}
