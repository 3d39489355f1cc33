"""What is done with a case, by its facilitator and by the person whose case it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from casebook import audit, cases, consents, notes, outbox, rights
from casebook.cases import CaseLine
from casebook.errors import AlreadyClaimed, CaseClosed, NotAllowed
from casebook.notes import Note
from casebook.rights import Staff
from casebook.staff import who_can
from casebook.tables import cases as table
from casebook.tokens import new_id
from casebook.transaction import Tx

_k = table.c


def claim(tx: Tx, staff: Staff, reference: str) -> None:
    """Take a case that nobody holds. Raises as open_case; AlreadyClaimed, CaseClosed."""
    rights.require(staff, "claim_case")
    case = _still_open(cases.line(tx, reference), "claim_case")
    if case.holder not in (None, staff.id):
        raise AlreadyClaimed("claim_case")
    cases.may_open(tx, staff, reference)
    free = (_k.id == case.id, _k.holder.is_(None), _k.closed_at.is_(None))
    taken = tx.execute(update(table).where(*free).values(holder=staff.id, stage="claimed", claimed_at=tx.now))
    if taken.rowcount != 1:
        raise AlreadyClaimed("claim_case")
    audit.append(tx, staff.id, "claim_case", reference)


def release(tx: Tx, staff: Staff, reference: str) -> None:
    """Give one's case back to the queue."""
    case = _held(tx, staff, reference, "release_own_case")
    _set(tx, staff, case, "release_case", holder=None, stage="new", claimed_at=None)


def hand_on(tx: Tx, staff: Staff, reference: str, to_staff_id: str) -> None:
    """Give a case to another facilitator, who still answers the gate: one's own, or a lead any, unread."""
    case = _still_open(cases.within_reach(tx, staff, reference), "hand_on_case")
    rights.require(staff, "release_own_case" if case.holder == staff.id else "hand_on_any_case")
    if to_staff_id not in {one.id for one in who_can(tx, "claim_case")}:
        raise NotAllowed("hand_on_case")
    _set(tx, staff, case, "hand_on_case", holder=to_staff_id, stage="claimed", claimed_at=tx.now)


def note(tx: Tx, staff: Staff, reference: str, text: str) -> str:
    """Write a note for staff; returns its id."""
    case = _held(tx, staff, reference, "write_note")
    audit.append(tx, staff.id, "write_note", reference)
    return notes.write(tx, case.id, "note", staff.id, text)


def read_back(tx: Tx, staff: Staff, reference: str, text: str) -> str:
    """Write down what the person said when the case was read back to them; returns the line's id."""
    case = _held(tx, staff, reference, "write_note")
    audit.append(tx, staff.id, "read_back", reference)
    return notes.write(tx, case.id, "read_back", staff.id, text)


def ask(tx: Tx, staff: Staff, reference: str, text: str) -> str:
    """Ask the person something, to be found with the return code; returns the question's id."""
    case = _held(tx, staff, reference, "ask_person")
    question = notes.write(tx, case.id, "question", staff.id, text)
    _set(tx, staff, case, "ask_person", stage="waiting")
    return question


def answer(tx: Tx, staff: Staff, reference: str) -> None:
    """The facilitator has been in touch with the person."""
    case = _held(tx, staff, reference, "answer_case")
    _set(tx, staff, case, "answer_case", stage="answered", answered_at=tx.now)


def close(tx: Tx, staff: Staff, reference: str) -> None:
    """Close a case; from now on the days run after which it is deleted."""
    case = _held(tx, staff, reference, "close_case")
    _set(tx, staff, case, "close_case", stage="closed", closed_at=tx.now)


def reopen(tx: Tx, staff: Staff, reference: str) -> None:
    """Open a closed case again, unless the person has taken it back."""
    rights.require(staff, "reopen_case")
    case = cases.may_open(tx, staff, reference)
    if consents.taken_back(tx, case.id, "share_facilitator"):
        raise NotAllowed("reopen_case")
    stage = "claimed" if case.holder else "new"
    _set(tx, staff, case, "reopen_case", stage=stage, closed_at=None)


def questions(tx: Tx, case_id: str) -> list[Note]:
    """What the facilitator asked and the person has not answered."""
    return notes.open_questions(tx, case_id)


def answer_question(tx: Tx, case_id: str, question_id: str, text: str) -> bool:
    """The person answers a question; False where it was not, or no longer, open."""
    if not notes.mark_answered(tx, case_id, question_id):
        return False
    notes.write(tx, case_id, "answer", None, text, question_id)
    if not notes.open_questions(tx, case_id):
        tx.execute(update(table).where(_k.id == case_id, _k.stage == "waiting").values(stage="claimed"))
    audit.append(tx, "person", "answer_question", case_id)
    _tell_holder(tx, case_id)
    return True


def add(tx: Tx, case_id: str, text: str) -> str:
    """The person adds something to what was sent; returns the line's id."""
    audit.append(tx, "person", "add_to_case", case_id)
    _tell_holder(tx, case_id)
    return notes.write(tx, case_id, "addition", None, text)


def told(tx: Tx, case_id: str) -> list[Note]:
    """What was asked of the person and what they said: every line but the notes between staff."""
    return [note for note in notes.of_case(tx, case_id) if note.kind not in notes.BETWEEN_STAFF]


def take_back(tx: Tx, case_id: str, text: str) -> None:
    """The person takes back all they agreed to: nobody goes on with it, and `text` tells the desk so."""
    for consent in consents.current(tx, case_id).values():
        consents.withdraw(tx, case_id, consent.id)
    add(tx, case_id, text)
    still_open = (_k.id == case_id, _k.closed_at.is_(None))
    tx.execute(update(table).where(*still_open).values(stage="closed", closed_at=tx.now))
    audit.append(tx, "person", "take_back_case", case_id)


def _tell_holder(tx: Tx, case_id: str) -> None:
    outbox.put(tx, "person_answered", cases.status(tx, case_id).reference, f"answered:{new_id()}")


def _held(tx: Tx, staff: Staff, reference: str, action: str) -> CaseLine:
    rights.require(staff, action)
    case = _still_open(cases.may_open(tx, staff, reference), action)
    if case.holder != staff.id and not rights.may(staff, "hand_on_any_case"):
        raise NotAllowed(action)
    return case


def _still_open(case: CaseLine, action: str) -> CaseLine:
    if case.closed_at is not None:
        raise CaseClosed(action)
    return case


def _set(tx: Tx, staff: Staff, case: CaseLine, what: str, **values: Any) -> None:
    tx.execute(update(table).where(_k.id == case.id).values(**values))
    audit.append(tx, staff.id, what, case.reference)
