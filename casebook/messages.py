"""What was said, by both sides, numbered in one row from 1 without gaps or repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, insert, select, update
from sqlalchemy import Row as SqlRow

from casebook import conversations, tallies
from casebook.errors import Erased, UnknownConversation
from casebook.sealing import place
from casebook.tables import conversations as conversations_table
from casebook.tables import messages
from casebook.tokens import fingerprint
from casebook.transaction import Tx

PERSON = "person"
# A person's first words come right after the greeting; later ones are spared the look.
_FIRST_BY = 6
_BODY = "body_sealed"
_OPTIONAL = ("client_id", "picks", "press", "screening", "custom", "quick_replies")

_c = conversations_table.c
_m = messages.c
_NUMBER = (
    update(conversations_table)
    .where(_c.id == bindparam("conv"), _c.ended_at.is_(None))
    .values(last_seq=_c.last_seq + 1)
    .returning(_c.last_seq, _c.holder)
)
_NUMBER_AND_ACTIVE = _NUMBER.values(active_at=bindparam("now"))
_ADD = insert(messages)
_STORED = select(_m.seq, _m.settled).where(
    _m.conversation == bindparam("conv"), _m.client_hash == bindparam("client")
)
_SINCE = (
    select(messages)
    .where(_m.conversation == bindparam("conv"), _m.seq > bindparam("after"))
    .order_by(_m.seq)
    .limit(bindparam("most"))
)
_SAID_BEFORE = select(_m.seq).where(_m.conversation == bindparam("conv"), _m.side == PERSON).limit(1)
_UNSETTLED = select(messages).where(_m.settled.is_(False)).order_by(_m.conversation, _m.seq)
_UNSETTLED_HERE = _UNSETTLED.where(_m.conversation == bindparam("conv"))
_WAITING = (
    select(_m.conversation, _m.seq, _m.at).where(_m.settled.is_(False)).order_by(_m.conversation, _m.seq)
)
_WAITING_HERE = _WAITING.where(_m.conversation == bindparam("conv"))
_SETTLE = (
    update(messages)
    .where(_m.conversation == bindparam("conv"), _m.seq == bindparam("number"), _m.settled.is_(False))
    .values(settled=True)
)


@dataclass(frozen=True)
class Stored:
    """Where a person's message stands; `new` is False when the same client id was stored before."""

    seq: int
    new: bool
    holder: str
    settled: bool


@dataclass(frozen=True)
class Row:
    """One message, opened."""

    conversation: str
    seq: int
    side: str
    text: str
    client_id: str | None
    picks: list[Any] | None
    press: dict[str, Any] | None
    screening: dict[str, Any] | None
    custom: dict[str, Any] | None
    quick_replies: list[dict[str, Any]] | None
    settled: bool
    at: datetime


@dataclass(frozen=True)
class Waiting:
    """A person's message that nobody has answered yet; no words."""

    conversation: str
    seq: int
    at: datetime


def add_person_message(
    tx: Tx,
    conv: str,
    client_id: str | None,
    text: str,
    *,
    picks: list[Any] | None = None,
    press: dict[str, Any] | None = None,
    screening: dict[str, Any] | None = None,
) -> Stored:
    """Store what a person said, once for each `client_id`.

    It is settled at once while a facilitator holds the conversation: then the guide has nothing to answer.
    Raises UnknownConversation where the conversation is gone or has ended, UnfitText.
    """
    conversations.lock(tx, conv)
    before = stored(tx, conv, client_id) if client_id is not None else None
    if before:
        return before
    seq, holder = _number(tx, conv, _NUMBER_AND_ACTIVE)
    settled = holder == "facilitator"
    body = {"text": text, "client_id": client_id, "picks": picks, "press": press, "screening": screening}
    if seq <= _FIRST_BY and tx.execute(_SAID_BEFORE, {"conv": conv}).first() is None:
        tallies.count(tx, "came")
    _write(tx, conv, seq, PERSON, body, client_id, settled)
    return Stored(seq, True, holder, settled)


def add_message(
    tx: Tx,
    conv: str,
    side: str,
    text: str,
    *,
    seq: int | None = None,
    custom: dict[str, Any] | None = None,
    quick_replies: list[dict[str, Any]] | None = None,
) -> int:
    """Store what the guide, a facilitator or the service said; returns its number.

    `seq` is given where `take_seq` was asked for it before, as what the message offers is kept by it.
    """
    seq = take_seq(tx, conv) if seq is None else seq
    _write(tx, conv, seq, side, {"text": text, "custom": custom, "quick_replies": quick_replies}, None, True)
    return seq


def stored(tx: Tx, conv: str, client_id: str) -> Stored | None:
    """The message that this client id was stored as, None where it was not."""
    row = tx.execute(_STORED, {"conv": conv, "client": _client_hash(client_id)}).first()
    return Stored(row.seq, False, conversations.get(tx, conv).holder, row.settled) if row else None


def take_seq(tx: Tx, conv: str) -> int:
    """The number of a message that this transaction adds. Raises UnknownConversation."""
    return _number(tx, conv)[0]


def since(tx: Tx, conv: str, seq: int = 0, limit: int = 1000) -> list[Row]:
    """The messages after `seq`, in order, at most `limit`. Raises Erased."""
    rows = tx.execute(_SINCE, {"conv": conv, "after": seq, "most": limit}).all()
    return [_open(tx, row) for row in rows]


def unsettled(tx: Tx, conv: str | None = None) -> list[Row]:
    """What the guide has not answered yet, in order; of one conversation or of all.

    What no key opens any more is left out: it cannot be answered, and must not keep others from being.
    """
    found = tx.execute(_UNSETTLED) if conv is None else tx.execute(_UNSETTLED_HERE, {"conv": conv})
    opened = (_open_if_possible(tx, row) for row in found.all())
    return [row for row in opened if row is not None]


def waiting(tx: Tx, conv: str | None = None) -> list[Waiting]:
    """Which messages are unsettled, in order, without opening them; of one conversation or of all."""
    found = tx.execute(_WAITING) if conv is None else tx.execute(_WAITING_HERE, {"conv": conv})
    return [Waiting(row.conversation, row.seq, row.at) for row in found]


def settle(tx: Tx, conv: str, seq: int, state: dict[str, Any] | None) -> bool:
    """Mark a person's message as answered and remember `state`; False, and nothing done, if it was before."""
    if tx.execute(_SETTLE, {"conv": conv, "number": seq}).rowcount != 1:
        return False
    if state is not None:
        conversations.set_state(tx, conv, state)
    return True


def press_instead(tx: Tx, conv: str, seq: int, press: dict[str, Any]) -> None:
    """Let an unsettled message of the person's stand for `press`; what it says stays. Raises Erased."""
    row = next(row for row in unsettled(tx, conv) if row.seq == seq)
    body = {"text": row.text, "client_id": row.client_id, "press": press, "screening": row.screening}
    filled = {key: value for key, value in body.items() if value is not None}
    sealed = tx.seal(conv, "messages", _BODY, f"{conv}:{seq}", filled)
    tx.execute(update(messages).where(_m.conversation == conv, _m.seq == seq).values({_BODY: sealed}))


def _number(tx: Tx, conv: str, statement: Executable = _NUMBER) -> tuple[int, str]:
    row = tx.execute(statement, {"conv": conv, "now": tx.now}).first()
    if row is None:
        raise UnknownConversation("there is no such conversation, or it has ended")
    tx.touch(conv)
    return row.last_seq, row.holder


def _write(
    tx: Tx, conv: str, seq: int, side: str, body: dict[str, Any], client_id: str | None, settled: bool
) -> None:
    filled = {key: value for key, value in body.items() if value is not None}
    values = {
        "conversation": conv,
        "seq": seq,
        "side": side,
        "client_hash": _client_hash(client_id) if client_id is not None else None,
        "settled": settled,
        "at": tx.now,
        _BODY: tx.keys.seal(conv).seal(filled, _place(conv, seq)),
    }
    tx.execute(_ADD, values)


def _open_if_possible(tx: Tx, row: SqlRow[Any]) -> Row | None:
    try:
        return _open(tx, row)
    except Erased:
        return None


def _open(tx: Tx, row: SqlRow[Any]) -> Row:
    body = tx.keys.seal(row.conversation).open(row.body_sealed, _place(row.conversation, row.seq))
    optional = {key: body.get(key) for key in _OPTIONAL}
    return Row(
        conversation=row.conversation,
        seq=row.seq,
        side=row.side,
        text=body["text"],
        settled=row.settled,
        at=row.at,
        **optional,
    )


def _place(conv: str, seq: int) -> str:
    return place("messages", _BODY, f"{conv}:{seq}")


def _client_hash(client_id: str) -> str:
    return fingerprint(client_id)
