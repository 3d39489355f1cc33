"""What Rasa is asked for the first unanswered message of a conversation (contracts.md 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casebook import Casebook, conversations, messages
from casebook.messages import Row
from casebook.transaction import Tx
from frontdoor.context import LOCALE, context
from frontdoor.hearing import CODE
from frontdoor.parts import Content
from frontdoor.returning import awaiting
from frontdoor.returning.buttons import manages
from frontdoor.screening import NOTHING


@dataclass(frozen=True)
class Turn:
    """One message to settle, and by whom: `code`, `case`, `facilitator`, or `guide` with a `request`."""

    conversation: str
    seq: int
    at: datetime
    by: str
    text: str
    press: dict[str, Any] | None
    request: dict[str, Any] | None


def next_turn(book: Casebook, conv: str, content: Content) -> Turn | None:
    """The first unanswered message; None when there is none or the conversation has ended."""
    with book.read() as tx:
        if conversations.get(tx, conv).ended_at is not None:
            return None
        row = next(iter(messages.unsettled(tx, conv)), None)
        return None if row is None else _turn(tx, row, content)


def _turn(tx: Tx, row: Row, content: Content) -> Turn:
    conversation = conversations.get(tx, row.conversation)
    by = _settled_by(tx, row, conversation.holder)
    request = _request(tx, row, conversation, content) if by == "guide" else None
    return Turn(row.conversation, row.seq, row.at, by, row.text, row.press, request)


def _settled_by(tx: Tx, row: Row, holder: str) -> str:
    if row.press == CODE:
        return "code"
    if holder == "facilitator":
        return "facilitator"
    if manages(row.press) or (_is_typed_safely(row) and awaiting.now(tx, row.conversation)):
        return "case"
    return "guide"


def _is_typed_safely(row: Row) -> bool:
    # words that worry are never taken for an answer: the guide stays with the person first
    return not row.press and not row.picks and (row.screening or NOTHING)["level"] == "none"


def _request(tx: Tx, row: Row, conversation: conversations.Conversation, content: Content) -> dict[str, Any]:
    about = conversations.about(tx, row.conversation)
    return _said(row) | {
        "conversation": row.conversation,
        "seq": row.seq,
        "role": about.get("role"),
        "state": conversations.state(tx, row.conversation),
        "context": context(tx, conversation, about, content.hours, content.service),
        "locale": LOCALE,
    }


def _said(row: Row) -> dict[str, Any]:
    # a press carries its own meaning: its screening raised the card, and must not hide the answer
    if row.picks:
        return {"picks": row.picks, "screened": NOTHING}
    if row.press:
        return {"button": row.press, "screened": NOTHING}
    return {"text": row.text, "screened": row.screening or NOTHING}
