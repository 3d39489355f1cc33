"""Check-backs: dated lines in the desk's follow-ups, where the person agreed to be contacted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update

from casebook import audit, rights
from casebook.rights import Staff
from casebook.tables import cases, check_backs
from casebook.tokens import new_id
from casebook.transaction import Tx

_b = check_backs.c


@dataclass(frozen=True)
class CheckBack:
    """When to get in touch again about which case; no words."""

    id: str
    reference: str
    due: date
    done_at: datetime | None
    done_by: str | None


_SELECT = select(_b.id, cases.c.reference, _b.due, _b.done_at, _b.done_by).join(
    cases, cases.c.id == _b.case_id
)


def agree(tx: Tx, case_id: str, due: date, words: str = "") -> str:
    """Note that the person wants to be asked again on `due`; returns the line's id."""
    spot = new_id()
    sealed = tx.seal(case_id, "check_backs", "words_sealed", spot, words)
    tx.execute(insert(check_backs).values(id=spot, case_id=case_id, due=due, words_sealed=sealed))
    return spot


def listed(tx: Tx, staff: Staff, until: date | None = None) -> list[CheckBack]:
    """The check-backs that are still to be done, the earliest first."""
    rights.require(staff, "see_follow_ups")
    statement = _SELECT.where(_b.done_at.is_(None)).order_by(_b.due, _b.n)
    if until is not None:
        statement = statement.where(_b.due <= until)
    return [CheckBack(**row._mapping) for row in tx.execute(statement).all()]


def done(tx: Tx, staff: Staff, check_back: str) -> None:
    """The facilitator got in touch."""
    rights.require(staff, "see_follow_ups")
    waiting = update(check_backs).where(_b.id == check_back, _b.done_at.is_(None))
    if tx.execute(waiting.values(done_at=tx.now, done_by=staff.id)).rowcount:
        audit.append(tx, staff.id, "check_back_done", check_back)


def of_case(tx: Tx, case_id: str) -> list[CheckBack]:
    """All check-backs of one case."""
    rows = tx.execute(_SELECT.where(_b.case_id == case_id).order_by(_b.due, _b.n)).all()
    return [CheckBack(**row._mapping) for row in rows]
