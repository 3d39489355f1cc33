"""Forgetting on time: what was not kept after a day, drafts after thirty, closed cases after ninety."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from casebook import desk_sessions, drafts, erasure, outbox
from casebook.tables import attempts, cases, conversations, invites
from casebook.tables import drafts as drafts_table
from casebook.transaction import Tx

if TYPE_CHECKING:
    from casebook.book import Casebook

# A key is made shortly before the row that it opens; one older than this without a row never got it.
_STRAY = timedelta(hours=1)
_TRIES_KEPT = timedelta(days=1)
_BATCH = 20


@dataclass(frozen=True)
class Days:
    """After how many days what is deleted; the keeper sets them in content/service.yml."""

    not_kept: int = 1
    draft: int = 30
    closed: int = 90


@dataclass(frozen=True)
class Swept:
    """How many were deleted; `keys` are stray ones that opened nothing."""

    conversations: int
    drafts: int
    cases: int
    keys: int


def sweep(book: Casebook, days: Days | None = None) -> Swept:
    """Delete everything whose time is over."""
    days = days or Days()
    talks = _in_batches(book, _sweep_conversations, days.not_kept)
    kept = _in_batches(book, _sweep_drafts, days.draft)
    closed = _in_batches(book, _sweep_cases, days.closed)
    with book.write() as tx:
        _sweep_the_rest(tx)
    book.destroy_doomed_keys()
    book.empty_write_ahead_log()
    return Swept(talks, kept, closed, _sweep_stray_keys(book))


def case_ends(closed_at: datetime | None, days: Days) -> datetime | None:
    """When a case is deleted; None while it is open."""
    return closed_at + timedelta(days=days.closed) if closed_at else None


def draft_ends(made_at: datetime, days: Days) -> datetime:
    """When a draft is deleted."""
    return made_at + timedelta(days=days.draft)


def _in_batches(book: Casebook, step: Callable[[Tx, datetime], int], days: int) -> int:
    # A few at a time, so that nobody who writes has to wait for long.
    total = 0
    while True:
        with book.write() as tx:
            done = step(tx, tx.now - timedelta(days=days))
        total += done
        if done < _BATCH:
            return total


def _sweep_conversations(tx: Tx, before: datetime) -> int:
    c = conversations.c
    over = tx.execute(select(c.id).where(c.created_at <= before).limit(_BATCH)).scalars().all()
    for conv in over:
        erasure.erase_conversation(tx, conv)
    return len(over)


def _sweep_drafts(tx: Tx, before: datetime) -> int:
    d = drafts_table.c
    over = tx.execute(select(d.id).where(d.made_at <= before).limit(_BATCH)).scalars().all()
    for draft in over:
        drafts.remove(tx, draft)
    return len(over)


def _sweep_cases(tx: Tx, before: datetime) -> int:
    c = cases.c
    over = tx.execute(select(c.reference).where(c.closed_at <= before).limit(_BATCH)).scalars().all()
    for reference in over:
        erasure.remove(tx, "clock", "time_is_over", reference)
    return len(over)


def _sweep_the_rest(tx: Tx) -> None:
    tx.execute(delete(attempts).where(attempts.c.at <= tx.now - _TRIES_KEPT))
    tx.execute(delete(invites).where(invites.c.ends_at <= tx.now))
    desk_sessions.remove_ended(tx)
    outbox.sweep(tx)


def _sweep_stray_keys(book: Casebook) -> int:
    old = book.keys.made_before(book.clock.now() - _STRAY)
    with book.read() as tx:
        for table in (conversations, drafts_table, cases):
            old -= set(tx.execute(select(table.c.id)).scalars())
    return book.keys.destroy(old)
