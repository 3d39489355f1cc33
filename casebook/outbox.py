"""Notices that are to go out: written in the transaction of what happened, sent later, told once, never lost.

A row names what happened and, for a case, its reference, for many things their number: never a word, a name
or a contact of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from casebook.tables import outbox
from casebook.transaction import Tx

# A case came, a person waits, danger was heard, a person answered, nobody looks after a thing, or after many.
KINDS = ("case_new", "person_waiting", "concern", "person_answered", "unattended", "unattended_many")
LEASE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP = timedelta(days=3)
KEPT = timedelta(days=30)
_o = outbox.c


@dataclass(frozen=True)
class Notice:
    """One notice to send; `mailed` and `posted` say which way it has gone already."""

    n: int
    key: str
    what: str
    about: str
    at: datetime
    tries: int
    mailed: bool
    posted: bool


@dataclass(frozen=True)
class State:
    """How sending goes: how many wait, since when the oldest does, how many were given up."""

    waiting: int
    oldest: datetime | None
    given_up: int


def put(tx: Tx, what: str, about: str, key: str) -> bool:
    """Have something told; False where this `key` was before. Raises ValueError for an unknown kind."""
    if what not in KINDS:
        raise ValueError(what)
    return tx.insert_once(outbox, key=key, what=what, about=about, at=tx.now, due_at=tx.now)


def told_already(tx: Tx, what: str, things: list[tuple[str, str]]) -> None:
    """Keep that these (about, key) were told in one notice of another key: none goes out by itself."""
    over = {"what": what, **dict.fromkeys(("at", "due_at", "mailed_at", "posted_at", "done_at"), tx.now)}
    tx.insert_all_once(outbox, [{"about": about, "key": key, **over} for about, key in things])


def take(tx: Tx, limit: int = 20) -> list[Notice]:
    """What is due, the oldest first; for a minute nobody else is given it, then it is due again."""
    due = select(outbox).where(_o.done_at.is_(None), _o.due_at <= tx.now).order_by(_o.n).limit(limit)
    return [_notice(row) for row in tx.execute(due).all() if _lease(tx, row.n)]


def sent(tx: Tx, notice: Notice, *, mailed: bool, posted: bool) -> None:
    """Keep which ways it has gone; what has not is tried again after a while, for three days."""
    wait = min(timedelta(seconds=15 * 2 ** min(notice.tries, 12)), LONGEST_WAIT)
    over = (mailed and posted) or tx.now - notice.at > GIVE_UP
    values = {
        "mailed_at": tx.now if mailed else None,
        "posted_at": tx.now if posted else None,
        "done_at": tx.now if over else None,
        "tries": notice.tries + 1,
        "due_at": tx.now + wait,
    }
    tx.execute(update(outbox).where(_o.n == notice.n).values(**values))


def state(tx: Tx) -> State:
    """How sending goes."""
    open_ones = select(func.count(), func.min(_o.at)).where(_o.done_at.is_(None), _o.tries > 0)
    waiting, oldest = tx.execute(open_ones).one()
    missed = (_o.done_at.is_not(None), _o.mailed_at.is_(None) | _o.posted_at.is_(None))
    given_up = tx.execute(select(func.count()).select_from(outbox).where(*missed)).scalar_one()
    return State(int(waiting), oldest, int(given_up))


def sweep(tx: Tx) -> None:
    """Forget what went out long ago."""
    tx.execute(delete(outbox).where(_o.done_at < tx.now - KEPT))


def _lease(tx: Tx, n: int) -> bool:
    still = update(outbox).where(_o.n == n, _o.done_at.is_(None), _o.due_at <= tx.now)
    return tx.execute(still.values(due_at=tx.now + LEASE)).rowcount == 1


def _notice(row: object) -> Notice:
    one = row._mapping  # type: ignore[attr-defined]
    fields = {name: one[name] for name in ("n", "key", "what", "about", "at", "tries")}
    return Notice(**fields, mailed=one["mailed_at"] is not None, posted=one["posted_at"] is not None)
