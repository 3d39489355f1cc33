"""A further intake of the same person in one conversation: for something else that happened."""

from typing import Any

from intake.fields import Slots, fields

# who somebody is, what they read once, and how they are spoken with: the same whatever happened
_STAYS = (
    *("p_ack_ai", "p_privacy_ok", "p_name", "p_pronoun", "p_age_band", "p_language", "p_access"),
    *("p_access_words", "p_region", "p_ethnicity", "p_iwi", "p_private_device", "s_ack", "s_role"),
)
_TALK = ("talk_skipped", "talk_left_out", "talk_volunteered", "talk_notes", "talk_return")


def begun(slots: Slots) -> dict[str, Any]:
    """The slots that change when the next intake begins. Safety, contact and consents are asked anew."""
    gone = [name for name in slots if name in _TALK or (name in fields() and name not in _STAYS)]
    role = {"p_role": "staff"} if slots.get("p_role") == "staff" else {}
    return dict.fromkeys(gone) | role | {"talk_intake": number(slots) + 1.0}


def number(slots: Slots) -> float:
    """Which intake of the conversation this is, from 1."""
    return float(slots.get("talk_intake") or 1.0)


def data(slots: Slots) -> dict[str, int]:
    """What an effect says of it: nothing for the first."""
    return {"intake": int(number(slots))} if number(slots) > 1 else {}
