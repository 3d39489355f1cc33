"""The queue: every case as one line, from columns that stand in clear; nothing sealed is opened for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from casebook import audit, levels, rights
from casebook.blind import contact_index, name_index
from casebook.errors import UnknownCase
from casebook.rights import Staff
from casebook.tables import cases, conflict_checks
from casebook.transaction import Tx

_k = cases.c
COLUMNS = (
    _k.id,
    _k.reference,
    _k.stage,
    _k.level,
    _k.region,
    _k.language,
    _k.kaupapa,
    _k.opened_at,
    _k.claimed_at,
    _k.answered_at,
    _k.promised_by,
    _k.holder,
    _k.closed_at,
)


@dataclass(frozen=True)
class CaseLine:
    """What the queue shows: only columns that stand in clear."""

    id: str
    reference: str
    stage: str
    level: str
    region: str | None
    language: str | None
    kaupapa: str | None
    opened_at: datetime
    claimed_at: datetime | None
    answered_at: datetime | None
    promised_by: datetime | None
    holder: str | None
    closed_at: datetime | None


def listed(
    tx: Tx,
    staff: Staff,
    *,
    stage: str | None = None,
    level: str | None = None,
    region: str | None = None,
    language: str | None = None,
    kaupapa: str | None = None,
    holder: str | None = None,
    overdue: bool = False,
    open_only: bool = True,
    limit: int = 50,
    offset: int = 0,
) -> list[CaseLine]:
    """The queue: the highest level first, then the longest waiting; closed cases by when they were closed.

    `overdue`: only what was promised for before now and has had no answer.
    """
    rights.require(staff, "see_queue")
    wanted = {
        _k.stage: stage,
        _k.region: region,
        _k.language: language,
        _k.kaupapa: kaupapa,
        _k.holder: holder,
    }
    statement = _open_only(select(*COLUMNS), open_only and stage != "closed")
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if level is not None:
        statement = statement.where(_k.level == levels.number(level))
    if overdue:
        statement = statement.where(_k.promised_by < tx.now, _k.answered_at.is_(None))
    statement = _in_order(statement, stage, overdue).limit(limit).offset(offset)
    return [as_line(row) for row in tx.execute(statement).all()]


def conflicts(tx: Tx, staff: Staff, ids: Iterable[str]) -> set[str]:
    """Those of these cases with which this member of staff said that they have a conflict of interest."""
    mine = (conflict_checks.c.staff == staff.id, conflict_checks.c.conflict.is_(True))
    found = select(conflict_checks.c.case_id).where(*mine, conflict_checks.c.case_id.in_(list(ids)))
    return set(tx.execute(found).scalars())


def count(tx: Tx, staff: Staff, open_only: bool = True) -> int:
    """How many cases there are."""
    rights.require(staff, "see_queue")
    return int(tx.execute(_open_only(select(func.count()).select_from(cases), open_only)).scalar_one())


def find(tx: Tx, staff: Staff, *, name: str | None = None, contact: str | None = None) -> list[CaseLine]:
    """Cases under exactly this name or contact, in whatever spelling of capitals, macrons and spaces."""
    rights.require(staff, "find_case")
    wanted = [
        column == index
        for column, index in (
            (_k.name_index, name_index(tx.keeper, name)),
            (_k.contact_index, contact_index(tx.keeper, contact)),
        )
        if index
    ]
    if not wanted:
        return []
    rows = tx.execute(select(*COLUMNS).where(or_(*wanted)).order_by(_k.opened_at)).all()
    audit.append(tx, staff.id, "find_case", "", {"found": len(rows)})
    return [as_line(row) for row in rows]


def line(tx: Tx, reference: str) -> CaseLine:
    """The queue's line of one case. Raises UnknownCase."""
    row = tx.execute(select(*COLUMNS).where(_k.reference == reference)).first()
    if row is None:
        raise UnknownCase("there is no such case")
    return as_line(row)


def _in_order(statement: Select[Any], stage: str | None, overdue: bool) -> Select[Any]:
    if stage == "closed":
        return statement.where(_k.closed_at.is_not(None)).order_by(_k.closed_at.desc(), _k.id)
    # The sum keeps SQLite from walking the whole queue in order to find the few that are overdue.
    level = _k.level + 0 if overdue else _k.level
    return statement.order_by(level.desc(), _k.opened_at, _k.id)


def _open_only(statement: Select[Any], open_only: bool) -> Select[Any]:
    return statement.where(_k.closed_at.is_(None)) if open_only else statement


def as_line(row: Row[Any]) -> CaseLine:
    """The line of a row with COLUMNS."""
    return CaseLine(**{**row._mapping, "level": levels.word(row.level)})
