"""A case is claimed by one, goes through its stages, waits for answers, is handed on and closed."""

from __future__ import annotations

import pytest

from casebook import cases, casework
from casebook.book import Casebook
from casebook.errors import AlreadyClaimed, CaseClosed, NotAllowed
from tests.casebook.conftest import FACILITATOR, LEAD
from tests.casebook.stories import account, opened_by, pass_gate, send


def test_a_case_is_claimed_by_one(book: Casebook) -> None:
    sent = send(book)
    for staff in (FACILITATOR, LEAD):
        pass_gate(book, staff, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
    with pytest.raises(AlreadyClaimed), book.write() as tx:
        casework.claim(tx, LEAD, sent.reference)


def test_a_case_goes_through_its_stages(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    pass_gate(book, LEAD, sent.reference)
    seen = []
    with book.write() as tx:
        for staff, step in [
            (FACILITATOR, casework.claim),
            (FACILITATOR, casework.answer),
            (FACILITATOR, casework.close),
            (LEAD, casework.reopen),
            (FACILITATOR, casework.release),
        ]:
            step(tx, staff, sent.reference)
            seen.append(cases.line(tx, sent.reference).stage)
    assert seen == ["claimed", "answered", "closed", "claimed", "new"]


def test_a_question_waits_for_the_person_and_is_answered_once(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        question = casework.ask(tx, FACILITATOR, sent.reference, "Who comes with you?")
        assert cases.status(tx, sent.case_id).stage == "waiting"
        assert [note.text for note in casework.questions(tx, sent.case_id)] == ["Who comes with you?"]
        assert casework.answer_question(tx, sent.case_id, question, "My sister")
        assert not casework.answer_question(tx, sent.case_id, question, "My brother")
        assert cases.status(tx, sent.case_id).stage == "claimed"
        told = cases.open_case(tx, FACILITATOR, sent.reference).notes
    assert [(note.kind, note.text) for note in told] == [
        ("question", "Who comes with you?"),
        ("answer", "My sister"),
    ]


def test_a_question_of_another_case_is_not_answered(book: Casebook) -> None:
    mine, other = send(book, "one"), send(book, "two")
    pass_gate(book, FACILITATOR, mine.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, mine.reference)
        question = casework.ask(tx, FACILITATOR, mine.reference, "?")
        assert not casework.answer_question(tx, other.case_id, question, "no")


def test_a_closed_case_is_read_and_not_changed(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        casework.close(tx, FACILITATOR, sent.reference)
    assert opened_by(book, FACILITATOR, sent.reference)
    for change in (casework.claim, casework.release, casework.answer, casework.close):
        with pytest.raises(CaseClosed), book.write() as tx:
            change(tx, FACILITATOR, sent.reference)


def test_a_case_is_handed_on_to_somebody_who_may_have_it(book: Casebook) -> None:
    sent = send(book)
    pass_gate(book, FACILITATOR, sent.reference)
    account(book, "f9")
    account(book, "k9", "keeper")
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        for nobody in ("k9", "made up"):
            with pytest.raises(NotAllowed):
                casework.hand_on(tx, FACILITATOR, sent.reference, nobody)
        casework.hand_on(tx, FACILITATOR, sent.reference, "f9")
        assert cases.line(tx, sent.reference).holder == "f9"
