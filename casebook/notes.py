"""Lines on a case: notes between staff, questions to the person, and what the person answers or adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update

from casebook.tables import notes
from casebook.tokens import new_id
from casebook.transaction import Tx

# Kinds of lines that the person never finds.
BETWEEN_STAFF = ("note", "read_back")
_n = notes.c


@dataclass(frozen=True)
class Note:
    """One line; `by` is a member of staff, None for the person.

    `kind` is note, read_back, question, answer, addition, action, outcome or closed.
    """

    id: str
    kind: str
    by: str | None
    text: str
    at: datetime
    question: str | None
    answered_at: datetime | None


def write(tx: Tx, case_id: str, kind: str, by: str | None, text: str, question: str | None = None) -> str:
    """Add a line and return its id. Raises UnfitText."""
    spot = new_id()
    sealed = tx.seal(case_id, "notes", "text_sealed", spot, text)
    values = {"case_id": case_id, "kind": kind, "by": by, "at": tx.now, "question": question}
    tx.execute(insert(notes).values(id=spot, text_sealed=sealed, **values))
    return spot


def of_case(tx: Tx, case_id: str) -> list[Note]:
    """Every line, the oldest first."""
    return _opened(tx, case_id, select(notes).where(_n.case_id == case_id))


def open_questions(tx: Tx, case_id: str) -> list[Note]:
    """What the facilitator asked and the person has not answered."""
    waiting = (_n.case_id == case_id, _n.kind == "question", _n.answered_at.is_(None))
    return _opened(tx, case_id, select(notes).where(*waiting))


def mark_answered(tx: Tx, case_id: str, question: str) -> bool:
    """Take a question as answered; False where it is not an open question of this case."""
    waiting = (_n.id == question, _n.case_id == case_id, _n.kind == "question", _n.answered_at.is_(None))
    return tx.execute(update(notes).where(*waiting).values(answered_at=tx.now)).rowcount == 1


def _opened(tx: Tx, case_id: str, statement: Select[Any]) -> list[Note]:
    rows = tx.execute(statement.order_by(_n.at, _n.n)).all()
    return [
        Note(
            row.id,
            row.kind,
            row.by,
            tx.open(case_id, "notes", "text_sealed", row.id, row.text_sealed),
            row.at,
            row.question,
            row.answered_at,
        )
        for row in rows
    ]
