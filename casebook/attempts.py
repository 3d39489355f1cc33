"""Tries at something that could be guessed, counted by session and by address (kept as a blind index)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from casebook.errors import TooManyTries
from casebook.tables import attempts
from casebook.transaction import Tx

_a = attempts.c


def refuse_more_than(tx: Tx, most: int, window: timedelta, kind: str, who: str) -> None:
    """Raise TooManyTries where `most` tries were made within `window`."""
    mine = (_a.kind == kind, _a.who_hash == _hash(tx, kind, who), _a.at > tx.now - window)
    recent = tx.execute(select(_a.at).where(*mine).order_by(_a.at.desc()).limit(most)).scalars().all()
    if len(recent) >= most:
        raise TooManyTries(recent[-1] + window)


def refuse_sooner(tx: Tx, free: int, longest_s: int, kind: str, who: str) -> None:
    """Raise TooManyTries while the wait after the last try lasts.

    After `free` tries in a row the wait doubles with each, from a second to `longest_s`.
    """
    mine = (_a.kind == kind, _a.who_hash == _hash(tx, kind, who))
    count, last = tx.execute(select(func.count(), func.max(_a.at)).where(*mine)).one()
    if count < free:
        return
    until = last + timedelta(seconds=min(longest_s, 2 ** min(count - free, 16)))
    if until > tx.now:
        raise TooManyTries(until)


def forget(tx: Tx, kind: str, who: str) -> None:
    """The row of tries is over: one was right."""
    tx.execute(delete(attempts).where(_a.kind == kind, _a.who_hash == _hash(tx, kind, who)))


def note(tx: Tx, kind: str, who: str) -> None:
    """Count one try."""
    tx.execute(insert(attempts).values(kind=kind, who_hash=_hash(tx, kind, who), at=tx.now))


def _hash(tx: Tx, kind: str, who: str) -> str:
    return tx.keeper.blind(f"attempt {kind}", who)
