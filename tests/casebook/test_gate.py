"""A case opens through the gate alone, and every opening is audited."""

from __future__ import annotations

import pytest

from casebook import audit, cases, casework
from casebook.book import Casebook
from casebook.errors import ConflictDeclared, GateUnanswered, NotAllowed, UnknownCase
from casebook.rights import Staff
from tests.casebook.conftest import FACILITATOR, KEEPER, LEAD, OTHER
from tests.casebook.stories import NAME, SERVICE, opened_by, pass_gate, send


def test_a_case_does_not_open_before_the_gate_is_answered(book: Casebook) -> None:
    sent = send(book)
    with pytest.raises(GateUnanswered):
        opened_by(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        shown = cases.gate(tx, FACILITATOR, sent.reference)
    assert shown == cases.Gate(NAME, SERVICE, "Waikato", None)
    pass_gate(book, FACILITATOR, sent.reference)
    assert opened_by(book, FACILITATOR, sent.reference).summary["role"] == "harmed"


def test_a_conflict_keeps_the_case_closed_for_every_action(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference, conflict=True)
    with book.write() as tx:
        with pytest.raises(ConflictDeclared):
            cases.open_case(tx, FACILITATOR, sent.reference)
        with pytest.raises(ConflictDeclared):
            casework.claim(tx, FACILITATOR, sent.reference)
        with pytest.raises(ConflictDeclared):
            casework.note(tx, FACILITATOR, sent.reference, "n")
    with book.write() as tx:
        assert cases.gate(tx, FACILITATOR, sent.reference).answer == "conflict"


@pytest.mark.parametrize("staff", [FACILITATOR, LEAD, KEEPER], ids=lambda staff: staff.role)
def test_the_gate_stands_before_every_role(book: Casebook, staff: Staff) -> None:
    sent = send(book)
    with pytest.raises(GateUnanswered):
        opened_by(book, staff, sent.reference)


def test_one_persons_answer_does_not_open_the_case_for_another(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    with pytest.raises(GateUnanswered):
        opened_by(book, OTHER, sent.reference)


def test_every_opening_is_audited_with_its_word(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    for why in ("read", "export_json"):
        with book.write() as tx:
            cases.open_case(tx, FACILITATOR, sent.reference, why)
    with book.read() as tx:
        told = [(line.who, line.what, line.subject) for line in audit.listed(tx, LEAD)[:2]]
    assert told == [("f1", "export_json", sent.reference), ("f1", "read", sent.reference)]


def test_a_case_held_by_another_opens_to_leads_alone(book: Casebook) -> None:
    sent = send(book)
    for staff in (FACILITATOR, OTHER, LEAD):
        pass_gate(book, staff, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
    with pytest.raises(NotAllowed):
        opened_by(book, OTHER, sent.reference)
    assert opened_by(book, LEAD, sent.reference).line.holder == FACILITATOR.id


def test_an_unknown_reference_is_said_to_be_unknown(book: Casebook) -> None:
    with book.write() as tx, pytest.raises(UnknownCase):
        cases.open_case(tx, LEAD, "R-0000-0000")
