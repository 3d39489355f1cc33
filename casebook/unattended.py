"""What nobody looks after: cases nobody took or answered in time, people and concerns left waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import literal, select

from casebook import outbox
from casebook.tables import cases, concerns, conversations
from casebook.tables import outbox as outbox_table
from casebook.transaction import Tx

PERSON_WAITS = timedelta(minutes=5)
CONCERN_WAITS = timedelta(minutes=10)
_MOST = 20
_k, _c, _n, _o = cases.c, conversations.c, concerns.c, outbox_table.c


def escalate(tx: Tx, taken_by: Callable[[datetime], datetime]) -> int:
    """Have leads told, once each, of what nobody looks after; returns how many are new.

    `taken_by` says until when somebody should have taken a case that was sent at a moment.
    """
    return sum(
        outbox.put(tx, "unattended", about, key) for about, key in [*_cases(tx, taken_by), *_talks(tx)]
    )


def _cases(tx: Tx, taken_by: Callable[[datetime], datetime]) -> list[tuple[str, str]]:
    told = select(_o.key)
    late = select(_k.reference).where(
        _k.closed_at.is_(None), _k.answered_at.is_(None), _k.promised_by < tx.now
    )
    new = late.where((literal("overdue:") + _k.reference).not_in(told)).limit(_MOST)
    found = tx.execute(new).scalars()
    overdue = [(reference, f"overdue:{reference}") for reference in found]
    free = (_k.closed_at.is_(None), _k.holder.is_(None), (literal("untaken:") + _k.reference).not_in(told))
    oldest = select(_k.reference, _k.opened_at).where(*free).order_by(_k.opened_at).limit(_MOST)
    rows = tx.execute(oldest).all()
    return overdue + [
        (row.reference, f"untaken:{row.reference}") for row in rows if taken_by(row.opened_at) < tx.now
    ]


def _talks(tx: Tx) -> list[tuple[str, str]]:
    waits = (_c.holder == "queue", _c.here.is_(True), _c.ended_at.is_(None))
    told = select(_o.key).where(_o.what == "person_waiting", _o.at < tx.now - PERSON_WAITS)
    rows = tx.execute(select(_c.id, _c.fence).where(*waits)).all()
    asked = set(tx.execute(told).scalars()) if rows else set()
    waiting = [f"waiting:{row.id}:{row.fence}" for row in rows]
    old = (_n.seen_at.is_(None), _n.at < tx.now - CONCERN_WAITS)
    unseen = tx.execute(select(_n.conversation, _n.seq).where(*old).limit(_MOST)).all()
    seen_by_nobody = [f"concern:{one.conversation}:{one.seq}" for one in unseen]
    return [("", f"left:{key}") for key in [*(key for key in waiting if key in asked), *seen_by_nobody]]
