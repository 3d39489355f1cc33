"""What Rasa is asked for the first unanswered message of a conversation (contracts.md 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casebook import Casebook, conversations, messages
from casebook.conversations import Conversation
from casebook.messages import Row
from casebook.transaction import Tx
from frontdoor.context import LOCALE, context
from frontdoor.hearing import CODE
from frontdoor.parts import Content
from frontdoor.returning import awaiting, plan
from frontdoor.returning.buttons import manages
from frontdoor.screening import NOTHING


@dataclass(frozen=True)
class Turn:
    """One message to settle, and by whom: `code`, `case`, `facilitator`, or `guide` with a `request`.

    `more` says that another one waited behind it.
    """

    conversation: str
    seq: int
    at: datetime
    by: str
    text: str
    press: dict[str, Any] | None
    request: dict[str, Any] | None
    more: bool


def next_turn(book: Casebook, conv: str, content: Content) -> Turn | None:
    """The first unanswered message; None when there is none or the conversation has ended."""
    with book.read() as tx:
        here = conversations.get(tx, conv)
        waiting = messages.unsettled(tx, conv) if here.ended_at is None else []
        return _turn(tx, waiting[0], here, content, more=len(waiting) > 1) if waiting else None


def _turn(tx: Tx, row: Row, here: Conversation, content: Content, more: bool) -> Turn:
    about = conversations.about(tx, here.id)
    by = _settled_by(tx, row, here, about)
    request = _request(tx, row, here, about, content) if by == "guide" else None
    return Turn(here.id, row.seq, row.at, by, row.text, row.press, request, more)


def _settled_by(tx: Tx, row: Row, here: Conversation, about: dict[str, Any]) -> str:
    if row.press == CODE:
        return "code"
    if here.holder == "facilitator":
        return "facilitator"
    if manages(row.press) or (_is_typed_safely(row) and _is_awaited(tx, row, here, about)):
        return "case"
    return "guide"


def _is_awaited(tx: Tx, row: Row, here: Conversation, about: dict[str, Any]) -> bool:
    return awaiting.of(about) is not None or _changes_the_plan(tx, row, here)


def _changes_the_plan(tx: Tx, row: Row, here: Conversation) -> bool:
    """Whether it tells how to reach somebody whose plan is sent: the guide would keep that in a new one."""
    if here.case_id is None or conversations.state(tx, here.id).get("requested"):
        return False
    return plan.spoken_of(row.text)


def _is_typed_safely(row: Row) -> bool:
    # words that worry are never taken for an answer: the guide stays with the person first
    return not row.press and not row.picks and (row.screening or NOTHING)["level"] == "none"


def _request(tx: Tx, row: Row, here: Conversation, about: dict[str, Any], content: Content) -> dict[str, Any]:
    return _said(row) | {
        "conversation": here.id,
        "seq": row.seq,
        "role": about.get("role"),
        "state": conversations.state(tx, here.id),
        "context": context(tx, here, about, content.hours, content.service),
        "locale": LOCALE,
    }


def _said(row: Row) -> dict[str, Any]:
    # a press carries its own meaning: its screening raised the card, and must not hide the answer
    if row.picks:
        return {"picks": row.picks, "screened": NOTHING}
    if row.press:
        return {"button": row.press, "screened": NOTHING}
    return {"text": row.text, "screened": row.screening or NOTHING}
