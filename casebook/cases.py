"""Cases: the conflict-of-interest gate, and opening a case, which is always audited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from casebook import audit, check_backs, consents, levels, notes, rights
from casebook.blind import said
from casebook.check_backs import CheckBack
from casebook.consents import Consent
from casebook.errors import ConflictDeclared, GateUnanswered, UnknownCase
from casebook.intakes import Submitted, submit, summary_columns
from casebook.notes import Note
from casebook.queue import COLUMNS, CaseLine, count, find, line, listed
from casebook.rights import Staff
from casebook.staff import name_of
from casebook.tables import cases, conflict_checks
from casebook.tables import conversations as conversations_table
from casebook.transaction import Tx

__all__ = [
    "Case",
    "CaseLine",
    "Gate",
    "Status",
    "Submitted",
    "answer_gate",
    "count",
    "find",
    "gate",
    "line",
    "listed",
    "open_case",
    "status",
    "submit",
    "summary_for_person",
    "update_summary",
]

_k = cases.c
_g = conflict_checks.c


@dataclass(frozen=True)
class Case:
    """A case, opened."""

    line: CaseLine
    summary: dict[str, Any]
    exit_used: bool
    notes: list[Note]
    consents: dict[str, Consent]
    check_backs: list[CheckBack]
    conversation: str | None


@dataclass(frozen=True)
class Gate:
    """What is shown before a case opens, and what was answered: None, "none" or "conflict"."""

    name: str | None
    service: str | None
    region: str | None
    answer: str | None


@dataclass(frozen=True)
class Status:
    """What the person may know of where the case stands."""

    reference: str
    stage: str
    level: str
    opened_at: datetime
    promised_by: datetime | None
    holder_name: str | None
    closed_at: datetime | None


def gate(tx: Tx, staff: Staff, reference: str) -> Gate:
    """What a member of staff sees before opening a case, and what they answered. Audited."""
    case = within_reach(tx, staff, reference)
    audit.append(tx, staff.id, "see_gate", reference)
    summary = _summary(tx, case.id)
    answered = {None: None, False: "none", True: "conflict"}[_conflict(tx, staff, case.id)]
    region = case.region or said(summary, "p_region")
    return Gate(said(summary, "p_name"), said(summary, "p_service"), region, answered)


def answer_gate(tx: Tx, staff: Staff, reference: str, conflict: bool) -> None:
    """Keep whether this member of staff has a conflict of interest with this case."""
    case = within_reach(tx, staff, reference)
    answer = {"conflict": conflict, "at": tx.now}
    if not tx.insert_once(conflict_checks, staff=staff.id, case_id=case.id, **answer):
        mine = (_g.staff == staff.id, _g.case_id == case.id)
        tx.execute(update(conflict_checks).where(*mine).values(**answer))
    audit.append(tx, staff.id, "answer_gate", reference, {"conflict": conflict})


def open_case(tx: Tx, staff: Staff, reference: str, why: str = "read") -> Case:
    """Open a case for a member of staff; every caller comes through here, and every opening is audited.

    `why` is the word for the audit: read, export_json, export_pdf … Raises UnknownCase, NotAllowed,
    GateUnanswered, ConflictDeclared, Erased.
    """
    case = may_open(tx, staff, reference)
    audit.append(tx, staff.id, why, reference)
    exit_sealed = tx.execute(select(_k.exit_sealed).where(_k.id == case.id)).scalar_one()
    return Case(
        line=case,
        summary=_summary(tx, case.id),
        exit_used=bool(tx.open(case.id, "cases", "exit_sealed", case.id, exit_sealed)),
        notes=notes.of_case(tx, case.id),
        consents=consents.current(tx, case.id),
        check_backs=check_backs.of_case(tx, case.id),
        conversation=_conversation(tx, case.id),
    )


def may_open(tx: Tx, staff: Staff, reference: str) -> CaseLine:
    """The case's line, where rights and the conflict gate let `staff` in; raises as open_case does."""
    case = within_reach(tx, staff, reference)
    conflict = _conflict(tx, staff, case.id)
    if conflict is None:
        raise GateUnanswered("the question about a conflict of interest comes first")
    if conflict:
        raise ConflictDeclared("a conflict of interest was declared")
    return case


def summary_for_person(tx: Tx, case_id: str) -> dict[str, Any]:
    """The summary, for the person whose case it is."""
    return _summary(tx, case_id)


def update_summary(tx: Tx, case_id: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Replace the summary by `change(summary)`, as the person asked; the blind indexes follow."""
    changed = change(_summary(tx, case_id))
    tx.execute(update(cases).where(_k.id == case_id).values(**summary_columns(tx, case_id, changed)))
    audit.append(tx, "person", "change_summary", case_id)


def status(tx: Tx, case_id: str) -> Status:
    """Where the case stands, for the person whose case it is. Raises UnknownCase."""
    row = tx.execute(select(*COLUMNS).where(_k.id == case_id)).first()
    if row is None:
        raise UnknownCase("there is no such case")
    by = name_of(tx, row.holder) if row.holder else None
    word = levels.word(row.level)
    return Status(row.reference, row.stage, word, row.opened_at, row.promised_by, by, row.closed_at)


def mark_exit(tx: Tx, case_id: str) -> None:
    """Note that the person left the page quickly after sending."""
    sealed = tx.seal(case_id, "cases", "exit_sealed", case_id, True)
    tx.execute(update(cases).where(_k.id == case_id).values(exit_sealed=sealed))


def within_reach(tx: Tx, staff: Staff, reference: str) -> CaseLine:
    """The case's line, where rights alone let `staff` near it; nothing that was said is opened by it."""
    rights.require(staff, "open_case")
    case = line(tx, reference)
    if case.holder not in (None, staff.id):
        rights.require(staff, "open_case_of_another")
    return case


def _summary(tx: Tx, case_id: str) -> dict[str, Any]:
    sealed = tx.execute(select(_k.summary_sealed).where(_k.id == case_id)).scalar()
    if sealed is None:
        raise UnknownCase("there is no such case")
    return dict(tx.open(case_id, "cases", "summary_sealed", case_id, sealed))


def _conflict(tx: Tx, staff: Staff, case_id: str) -> bool | None:
    answer: bool | None = tx.execute(
        select(_g.conflict).where(_g.staff == staff.id, _g.case_id == case_id)
    ).scalar()
    return answer


def _conversation(tx: Tx, case_id: str) -> str | None:
    c = conversations_table.c
    live = select(c.id).where(c.case_id == case_id, c.ended_at.is_(None)).order_by(c.active_at.desc())
    conversation: str | None = tx.execute(live.limit(1)).scalar()
    return conversation
