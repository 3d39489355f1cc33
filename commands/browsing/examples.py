"""What a made-up person answers, for pictures and tests."""

from collections.abc import Mapping, Sequence

ANSWERS: Mapping[str, str | Sequence[str]] = {
    "p_ack_ai": "yes",
    "p_privacy_ok": "yes",
    "p_safe_now": "safe",
    "p_words": "They sent me home twice. Nobody has told me what went wrong.",
    "p_needs": ["heard", "answers"],
    "p_avoid": "Please do not ring my work.",
    "p_ready": "ready",
    "p_contact_ok": "yes",
    "p_contact_value": "021 555 0199",
    "p_voicemail": "no_message",
    "talk_path": "short",
    "p_keep": "yes",
    "p_share_ok": "yes",
    "p_share_service": "no",
}

WANTS_A_PERSON = "Can I talk to a real person now?"
SAID_BY_FACILITATOR = "Kia ora, I am Mere, a facilitator. I have read what you wrote, and I have time."
SAID_BY_PERSON = "Thank you. It helps that I do not have to tell it again."
