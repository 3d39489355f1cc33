"""Tries at something that could be guessed, counted by session and by address (kept as a blind index)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, select

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


def note(tx: Tx, kind: str, who: str) -> None:
    """Count one try."""
    tx.execute(insert(attempts).values(kind=kind, who_hash=_hash(tx, kind, who), at=tx.now))


def _hash(tx: Tx, kind: str, who: str) -> str:
    return tx.keeper.blind(f"attempt {kind}", who)
