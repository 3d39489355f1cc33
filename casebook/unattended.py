"""What nobody looks after: cases nobody took or answered in time, people and concerns left waiting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, select

from casebook import outbox
from casebook.tables import cases, concerns, conversations
from casebook.tables import outbox as outbox_table
from casebook.transaction import Tx

PERSON_WAITS = timedelta(minutes=5)
CONCERN_WAITS = timedelta(minutes=10)
# More than these at one look are told as a number: after a long backlog nobody reads a hundred letters.
ONE_BY_ONE = 3
_LONGEST_DAYS = 30
_k, _c, _n, _o = cases.c, conversations.c, concerns.c, outbox_table.c
Thing = tuple[str, str]


def escalate(tx: Tx, taken_by: Callable[[datetime], datetime]) -> int:
    """Have leads told, once each, of what nobody looks after; returns how many notices were written.

    `taken_by` says until when somebody should have taken a case that was sent at a moment, never sooner for
    one that was sent later. Many cases at once are one notice an hour, many talks one a minute; what comes in
    between waits for the next.
    """
    by_the_hour, by_the_minute = f"{tx.now:%Y-%m-%dT%H}", f"{tx.now:%Y-%m-%dT%H:%M}"
    return _tell(tx, _cases(tx, taken_by), f"cases:{by_the_hour}") + _tell(
        tx, _talks(tx), f"talks:{by_the_minute}"
    )


def _tell(tx: Tx, things: list[Thing], together: str) -> int:
    if len(things) <= ONE_BY_ONE:
        return sum(outbox.put(tx, "unattended", about, key) for about, key in things)
    # a case that is late in both ways is one case
    number = len({about or key for about, key in things})
    if not outbox.put(tx, "unattended_many", str(number), f"many:{together}"):
        return 0
    outbox.told_already(tx, "unattended", things)
    return 1


def _cases(tx: Tx, taken_by: Callable[[datetime], datetime]) -> list[Thing]:
    late = (_k.closed_at.is_(None), _k.answered_at.is_(None), _k.promised_by < tx.now)
    free = (_k.closed_at.is_(None), _k.holder.is_(None), _k.opened_at < _sent_before(tx.now, taken_by))
    return [*_untold(tx, "overdue", *late), *_untold(tx, "untaken", *free)]


def _untold(tx: Tx, why: str, *wanted: ColumnElement[bool]) -> list[Thing]:
    key: ColumnElement[Any] = literal(f"{why}:") + _k.reference
    found = tx.execute(select(_k.reference).where(*wanted, ~_told(key)).order_by(_k.opened_at)).scalars()
    return [(reference, f"{why}:{reference}") for reference in found]


def _sent_before(now: datetime, taken_by: Callable[[datetime], datetime]) -> datetime:
    """The moment before which a case was sent that somebody should have taken by `now`, to the minute."""
    back = range(_LONGEST_DAYS * 24 * 60)
    minutes = bisect_left(back, True, key=lambda ago: taken_by(now - timedelta(minutes=ago)) < now)
    return now - timedelta(minutes=minutes)


def _talks(tx: Tx) -> list[Thing]:
    waits = (_c.holder == "queue", _c.here.is_(True), _c.ended_at.is_(None))
    told = select(_o.key).where(_o.what == "person_waiting", _o.at < tx.now - PERSON_WAITS)
    rows = tx.execute(select(_c.id, _c.fence).where(*waits)).all()
    asked = set(tx.execute(told).scalars()) if rows else set()
    waiting = [key for key in (f"waiting:{row.id}:{row.fence}" for row in rows) if key in asked]
    old = (_n.seen_at.is_(None), _n.at < tx.now - CONCERN_WAITS)
    unseen = tx.execute(select(_n.conversation, _n.seq).where(*old)).all()
    left = [*waiting, *(f"concern:{one.conversation}:{one.seq}" for one in unseen)]
    return [("", key) for key in (f"left:{one}" for one in left) if not _was_told(tx, key)]


def _was_told(tx: Tx, key: str) -> bool:
    return bool(tx.execute(select(_told(literal(key)))).scalar())


def _told(key: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(_o.key == key)
