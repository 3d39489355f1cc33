"""Agreed actions and what became of each: written by the facilitator, told to the person on coming back.

An action is a line of kind "action"; what became of it is a line "outcome" that names it, and a later one
takes the place of an earlier. Why a case was closed is a line "closed", told in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook import audit, casework, notes, rights
from casebook.cases import may_open
from casebook.errors import CaseClosed, NotAllowed
from casebook.notes import Note
from casebook.rights import Staff
from casebook.transaction import Tx


@dataclass(frozen=True)
class Action:
    """What was agreed, and the last word on what became of it (None: nothing yet)."""

    agreed: Note
    outcome: Note | None


def agree(tx: Tx, staff: Staff, reference: str, text: str) -> str:
    """Write down what was agreed; returns the action's id. Raises as open_case; CaseClosed."""
    case_id = _in_hand(tx, staff, reference)
    audit.append(tx, staff.id, "agree_action", reference)
    return notes.write(tx, case_id, "action", staff.id, text)


def tell_outcome(tx: Tx, staff: Staff, reference: str, action: str, text: str) -> str:
    """Say what became of an action. Raises NotAllowed where the case has no such action."""
    case_id = _in_hand(tx, staff, reference)
    if action not in {one.agreed.id for one in of_case(tx, case_id)}:
        raise NotAllowed("tell_outcome")
    audit.append(tx, staff.id, "tell_outcome", reference)
    return notes.write(tx, case_id, "outcome", staff.id, text, question=action)


def of_case(tx: Tx, case_id: str) -> list[Action]:
    """Every action of a case, the oldest first."""
    return paired(notes.of_case(tx, case_id))


def paired(lines: list[Note]) -> list[Action]:
    """The actions among these lines, each with its last outcome."""
    outcomes = {line.question: line for line in lines if line.kind == "outcome"}
    return [Action(line, outcomes.get(line.id)) for line in lines if line.kind == "action"]


def close(tx: Tx, staff: Staff, reference: str, told: str, note: str) -> None:
    """Close a case: `told` is what the person finds, `note` (may be empty) stays between staff."""
    case_id = _in_hand(tx, staff, reference, "close_case")
    if note:
        casework.note(tx, staff, reference, note)
    notes.write(tx, case_id, "closed", staff.id, told)
    casework.close(tx, staff, reference)


def _in_hand(tx: Tx, staff: Staff, reference: str, action: str = "ask_person") -> str:
    rights.require(staff, action)
    case = may_open(tx, staff, reference)
    if case.closed_at is not None:
        raise CaseClosed(action)
    if case.holder != staff.id and not rights.may(staff, "hand_on_any_case"):
        raise NotAllowed(action)
    return case.id
