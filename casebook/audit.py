"""The audit: who read, exported, took over, erased. Each line is chained to the one before by HMAC.

Whoever edits, drops, adds or moves a line without the keeper's key breaks the chain. The end of the chain
is kept apart (`counters`) and authenticated too; a whole database put back from before is only seen by
comparing with a head that was noted elsewhere (`head`, `verify(anchor=…)`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from casebook import rights
from casebook.rights import Staff
from casebook.sealing import place
from casebook.tables import audit, counters
from casebook.transaction import Tx

_START = "0" * 64
_BATCH = 2000


@dataclass(frozen=True)
class Line:
    """One line of the audit, opened."""

    n: int
    at: datetime
    who: str
    what: str
    subject: str
    detail: dict[str, Any] | None


@dataclass(frozen=True)
class Head:
    """The end of the chain: note it elsewhere to prove later that nothing was cut off."""

    n: int
    mac: str


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds; `broken_at` is the first line that does not fit."""

    ok: bool
    lines: int
    broken_at: int | None


def append(tx: Tx, who: str, what: str, subject: str = "", detail: dict[str, Any] | None = None) -> None:
    """Add a line when this transaction commits. `detail` is sealed: it may hold a reason somebody wrote."""
    # Every writer wants the end of the chain, so it is taken last and held shortly.
    tx.at_end(lambda: _append(tx, who, what, subject, detail))


def listed(tx: Tx, staff: Staff, before: int | None = None, limit: int = 100) -> list[Line]:
    """The newest lines first; `before` a number, to turn the page."""
    rights.require(staff, "see_audit")
    statement = select(audit).order_by(audit.c.n.desc()).limit(limit)
    if before is not None:
        statement = statement.where(audit.c.n < before)
    rows = tx.execute(statement).all()
    return [Line(row.n, row.at, row.who, row.what, row.subject, _detail(tx, row)) for row in rows]


def head(tx: Tx) -> Head:
    """The end of the chain as it stands."""
    row = tx.execute(select(audit.c.n, audit.c.mac).order_by(audit.c.n.desc()).limit(1)).first()
    return Head(row.n, row.mac) if row else Head(0, _START)


def verify(tx: Tx, anchor: Head | None = None) -> Verdict:
    """Walk the whole chain; with `anchor`, also that this earlier end is still part of it."""
    mac, n, after = _START, 0, 0
    anchored = anchor is None or anchor == Head(0, _START)
    while rows := tx.execute(select(audit).where(audit.c.n > after).order_by(audit.c.n).limit(_BATCH)).all():
        for row in rows:
            if row.n != n + 1 or row.mac != _mac(tx, mac, row):
                return Verdict(False, n, n + 1)
            mac, n = row.mac, row.n
            anchored = anchored or (anchor is not None and Head(n, mac) == anchor)
        after = rows[-1].n
    whole = anchored and _end_fits(tx, n, mac)
    return Verdict(whole, n, None if whole else n + 1)


def _append(tx: Tx, who: str, what: str, subject: str, detail: dict[str, Any] | None) -> None:
    end = (
        update(counters)
        .where(counters.c.name == "audit")
        .values(value=counters.c.value + 1)
        .returning(counters.c.value)
    )
    n = int(tx.execute(end).scalar_one())
    before = tx.execute(select(audit.c.mac).where(audit.c.n == n - 1)).scalar() or _START
    sealed = None if detail is None else tx.keeper.proofs.seal(detail, place("audit", "detail_sealed", n))
    at = tx.now.replace(microsecond=tx.now.microsecond // 1000 * 1000)
    mac = tx.keeper.audit_mac(_text(before, n, at, who, what, subject, sealed))
    tx.execute(
        insert(audit).values(n=n, at=at, who=who, what=what, subject=subject, detail_sealed=sealed, mac=mac)
    )
    tx.execute(update(counters).where(counters.c.name == "audit").values(mac=_end_mac(tx, n, mac)))


def _mac(tx: Tx, before: str, row: Any) -> str:
    fields = (row.n, row.at, row.who, row.what, row.subject, row.detail_sealed)
    return tx.keeper.audit_mac(_text(before, *fields))


def _text(before: str, n: int, at: datetime, who: str, what: str, subject: str, sealed: bytes | None) -> str:
    fields = (before, str(n), at.isoformat(), who, what, subject, "-" if sealed is None else sealed.hex())
    # Each field is told with its length, so that no two different lines read the same.
    return "".join(f"{len(field)}:{field}" for field in fields)


def _end_mac(tx: Tx, n: int, mac: str) -> str:
    return tx.keeper.audit_mac(f"end|{n}|{mac}")


def _end_fits(tx: Tx, n: int, mac: str) -> bool:
    end = tx.execute(select(counters.c.value, counters.c.mac).where(counters.c.name == "audit")).one()
    return bool(end.value == n and (n == 0 or end.mac == _end_mac(tx, n, mac)))


def _detail(tx: Tx, row: Any) -> dict[str, Any] | None:
    if row.detail_sealed is None:
        return None
    return dict(tx.keeper.proofs.open(row.detail_sealed, place("audit", "detail_sealed", row.n)))
