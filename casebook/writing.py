"""Who writes just now in a talk that a facilitator holds: one moment a side, overwritten, never a word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, or_, update

from casebook import rights
from casebook.rights import Staff
from casebook.tables import conversations as table
from casebook.transaction import Tx

# Whoever writes says so more often than this; the other side shows it for some seconds.
EACH = timedelta(seconds=2)
_c = table.c


def person(tx: Tx, conv: str) -> None:
    """The person is writing; nothing is noted while no facilitator is there to see it."""
    _note(tx, conv, _c.person_writes_at)


def facilitator(tx: Tx, staff: Staff, conv: str) -> None:
    """The facilitator who holds the talk is writing; of anybody else nothing is noted. Raises NotAllowed."""
    rights.require(staff, "join_conversation")
    _note(tx, conv, _c.facilitator_writes_at, _c.holder_staff == staff.id)


def _note(tx: Tx, conv: str, column: Column[datetime], *more: Any) -> None:
    rested = or_(column.is_(None), column <= tx.now - EACH)
    held = (_c.id == conv, _c.holder == "facilitator", _c.ended_at.is_(None))
    if tx.execute(update(table).where(*held, rested, *more).values({column: tx.now})).rowcount:
        tx.touch(conv)
