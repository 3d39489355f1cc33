"""Danger that was heard: a concern for the desk and a card for the person, kept or lost with its message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casebook import concerns, conversations
from casebook.transaction import Tx
from frontdoor import choices, safety_card
from frontdoor.messages import SERVICE
from frontdoor.parts import Content


def care(
    tx: Tx, conv: str, seq: int, screened: Mapping[str, Any], slots: Mapping[str, Any], content: Content
) -> None:
    """Raise a concern over message `seq` and show the card, once; `slots` tell whom the card is for."""
    if not concerns.raise_once(tx, conv, seq, screened["level"], screened.get("category") or "unsure"):
        return
    young = bool(conversations.about(tx, conv).get("young"))
    card = safety_card.card(content.words, content.contacts, screened, slots, young)
    choices.write(tx, conv, SERVICE, card, content.words)
