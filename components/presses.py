"""What a pressed button means to Rasa: `{intent, slot?, value?}`, carried in a stock button payload."""

import json
import re
from typing import Any

Press = dict[str, Any]

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+(?:/[a-z_]+)?)(?P<slots>\{.*\})?", re.DOTALL)


def from_payload(payload: str) -> Press:
    """Read `/intent` or `/intent{"slot": value}` as a press.

    Raises ValueError when the payload is neither, or names more than one slot.
    """
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        raise ValueError('a button\'s payload reads /intent or /intent{"slot": value}')
    slots = json.loads(found["slots"] or "{}")
    if len(slots) > 1:
        raise ValueError("a button fills one slot at most")
    press: Press = {"intent": found["intent"]}
    for slot, value in slots.items():
        press |= {"slot": slot, "value": value}
    return press


def parsed(press: Press) -> dict[str, Any]:
    """The parse that Rasa would have made of a message which meant exactly this press."""
    return {
        "text": "",
        "intent": {"name": press["intent"].partition("/")[0], "confidence": 1.0},
        "entities": [],
        "intent_ranking": [],
    }
