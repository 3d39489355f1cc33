"""Conversations: made, found, remembered from turn to turn, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from casebook import levels
from casebook.errors import UnknownConversation
from casebook.tables import cases, conversations
from casebook.tokens import new_id
from casebook.transaction import Tx

TABLE = "conversations"
_STATE, _ABOUT = "state_sealed", "about_sealed"


@dataclass(frozen=True)
class Conversation:
    """What is known of a conversation without opening anything sealed."""

    id: str
    holder: str
    holder_staff: str | None
    fence: int
    last_seq: int
    level: str
    words_open: bool
    here: bool
    created_at: datetime
    active_at: datetime
    ended_at: datetime | None
    case_id: str | None
    origin: str
    intake: int
    person_writes_at: datetime | None
    facilitator_writes_at: datetime | None
    changed: int


_c = conversations.c
_COLUMNS = (
    _c.id,
    _c.holder,
    _c.holder_staff,
    _c.fence,
    _c.last_seq,
    _c.level,
    _c.words_open,
    _c.here,
    _c.created_at,
    _c.active_at,
    _c.ended_at,
    _c.case_id,
    _c.origin,
    _c.intake,
    _c.person_writes_at,
    _c.facilitator_writes_at,
    _c.changed,
)
_BY_ID = select(*_COLUMNS).where(_c.id == bindparam("conv"))
_BY_SESSION = select(*_COLUMNS).where(_c.session_hash == bindparam("session"), _c.ended_at.is_(None))
_STATE_OF = select(_c.state_sealed).where(_c.id == bindparam("conv"))
_ABOUT_OF = select(_c.about_sealed).where(_c.id == bindparam("conv"))
_CHANGED_SINCE = select(_c.id, _c.changed).where(_c.changed > bindparam("cursor"))
_SET_STATE = update(conversations).where(_c.id == bindparam("conv")).values(state_sealed=bindparam("sealed"))


def create(tx: Tx, session_hash: str) -> str:
    """Begin a conversation for a session (`tokens.fingerprint` of its id) and return its own id."""
    conv = new_id()
    tx.make_key(conv)
    tx.execute(
        insert(conversations).values(
            id=conv,
            session_hash=session_hash,
            origin=conv,
            holder="guide",
            created_at=tx.now,
            active_at=tx.now,
        )
    )
    tx.touch(conv)
    return conv


def find(tx: Tx, session_hash: str) -> Conversation | None:
    """The session's conversation; None where there is none or it has ended."""
    row = tx.execute(_BY_SESSION, {"session": session_hash}).first()
    return _conversation(row) if row else None


def get(tx: Tx, conv: str) -> Conversation:
    """The conversation `conv`. Raises UnknownConversation."""
    row = tx.execute(_BY_ID, {"conv": conv}).first()
    if row is None:
        raise UnknownConversation("there is no such conversation")
    return _conversation(row)


def state(tx: Tx, conv: str) -> dict[str, Any]:
    """What the next turn needs; empty before the first."""
    return dict(tx.open(conv, TABLE, _STATE, conv, tx.execute(_STATE_OF, {"conv": conv}).scalar()) or {})


def set_state(tx: Tx, conv: str, value: dict[str, Any]) -> None:
    """Remember `value` for the next turn."""
    tx.execute(_SET_STATE, {"conv": conv, "sealed": tx.seal(conv, TABLE, _STATE, conv, value)})


def about(tx: Tx, conv: str) -> dict[str, Any]:
    """Facts that outlast turns, such as `role` and `exit_used`."""
    return dict(tx.open(conv, TABLE, _ABOUT, conv, tx.execute(_ABOUT_OF, {"conv": conv}).scalar()) or {})


def set_about(tx: Tx, conv: str, **changes: Any) -> None:
    """Change some of these facts."""
    sealed = tx.seal(conv, TABLE, _ABOUT, conv, {**about(tx, conv), **changes})
    _change(tx, conv, about_sealed=sealed)


def set_case(tx: Tx, conv: str, case_id: str) -> None:
    """The person came back with this case's code."""
    _change(tx, conv, case_id=case_id)


def next_intake(tx: Tx, conv: str) -> int:
    """Begin a further intake in the same conversation and return its number."""
    here = get(tx, conv)
    # An intake that went on from a draft is over: the next one is this conversation's own.
    number = here.intake + 1 if here.origin == conv else 2
    _change(tx, conv, origin=conv, intake=number)
    return number


def presence(tx: Tx, conv: str, here: bool) -> None:
    """Note whether the person's page is open."""
    _change(tx, conv, here=here)
    tx.touch(conv)


def renew_session(tx: Tx, conv: str, session_hash: str) -> None:
    """Give the conversation a new session; the old one opens nothing any more."""
    _change(tx, conv, session_hash=session_hash)


def end(tx: Tx, conv: str) -> None:
    """End the session: its id opens nothing any more, and nobody holds the conversation."""
    nobody = {"session_hash": None, "here": False, "holder": "guide", "holder_staff": None}
    _change(tx, conv, **nobody, ended_at=tx.now, fence=_c.fence + 1)
    tx.touch(conv)


def raise_level(tx: Tx, conv: str, level: str) -> None:
    """Remember the highest level of concern so far, in the conversation's case too."""
    highest = levels.number(level)
    tx.execute(update(conversations).where(_c.id == conv, _c.level < highest).values(level=highest))
    its_case = select(_c.case_id).where(_c.id == conv).scalar_subquery()
    tx.execute(update(cases).where(cases.c.id == its_case, cases.c.level < highest).values(level=highest))
    tx.touch(conv)


def changed_since(tx: Tx, cursor: int) -> tuple[int, dict[str, int]]:
    """What changed after `cursor` (begin with 0): (new cursor, {conversation: number of its last change})."""
    found = {row.id: row.changed for row in tx.execute(_CHANGED_SINCE, {"cursor": cursor})}
    return max([cursor, *found.values()]), found


def lock(tx: Tx, conv: str) -> Conversation:
    """The conversation, kept from changing until this transaction ends. Raises UnknownConversation."""
    statement = _BY_ID if tx.is_sqlite else _BY_ID.with_for_update()
    row = tx.execute(statement, {"conv": conv}).first()
    if row is None:
        raise UnknownConversation("there is no such conversation")
    return _conversation(row)


def count(tx: Tx) -> int:
    """How many conversations have not ended."""
    return int(tx.execute(select(func.count()).where(_c.ended_at.is_(None))).scalar_one())


def _change(tx: Tx, conv: str, **values: Any) -> None:
    if tx.execute(update(conversations).where(_c.id == conv).values(**values)).rowcount != 1:
        raise UnknownConversation("there is no such conversation")


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(**{**row._mapping, "level": levels.word(row.level)})
