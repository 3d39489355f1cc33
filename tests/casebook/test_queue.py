"""Cases and check-backs stand in the order in which they wait, and a case is found by name or contact."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casebook import cases, casework, check_backs, conversations
from casebook.book import Casebook
from tests.casebook.conftest import FACILITATOR, LEAD, HandClock
from tests.casebook.stories import pass_gate, send, summary


def test_the_queue_shows_the_highest_level_then_the_longest_waiting(book: Casebook, clock: HandClock) -> None:
    first = send(book, "one")
    clock.move(minutes=1)
    second = send(book, "two")
    clock.move(minutes=1)
    with book.write() as tx:
        conv = conversations.create(tx, "three")
        conversations.raise_level(tx, conv, "crisis")
        urgent = cases.submit(tx, conv, summary())
        references = [line.reference for line in cases.listed(tx, FACILITATOR)]
        assert references == [urgent.reference, first.reference, second.reference]
        assert [line.level for line in cases.listed(tx, FACILITATOR, level="crisis")] == ["crisis"]
        assert cases.listed(tx, FACILITATOR, limit=1, offset=1)[0].reference == first.reference
        assert cases.listed(tx, FACILITATOR, region="Otago") == []


def test_overdue_is_what_was_promised_and_not_answered(book: Casebook, clock: HandClock) -> None:
    late = send(book, "late", promised_by=clock.now())
    answered = send(book, "answered", promised_by=clock.now())
    send(book, "never promised")
    send(book, "later", promised_by=clock.now() + timedelta(days=1))
    pass_gate(book, FACILITATOR, answered.reference)
    clock.move(minutes=1)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, answered.reference)
        casework.answer(tx, FACILITATOR, answered.reference)
        assert [line.reference for line in cases.listed(tx, LEAD, overdue=True)] == [late.reference]


def test_closed_cases_are_listed_the_last_closed_first(book: Casebook, clock: HandClock) -> None:
    sent = [send(book, str(n)).reference for n in range(3)]
    for reference in sent[:2]:
        pass_gate(book, FACILITATOR, reference)
        clock.move(minutes=1)
        with book.write() as tx:
            casework.claim(tx, FACILITATOR, reference)
            casework.close(tx, FACILITATOR, reference)
    with book.read() as tx:
        assert [line.reference for line in cases.listed(tx, LEAD, stage="closed")] == [sent[1], sent[0]]
        assert [line.reference for line in cases.listed(tx, LEAD)] == [sent[2]]


@pytest.mark.parametrize(
    "wanted",
    [{"name": "HINEMOA  canary-name"}, {"name": "Hīnemoa Canary-Name"}, {"contact": "021 555 0199"}],
    ids=["capitals", "macrons", "local number"],
)
def test_a_case_is_found_by_name_or_contact_however_written(book: Casebook, wanted: dict[str, str]) -> None:
    sent = send(book)
    with book.write() as tx:
        assert [line.reference for line in cases.find(tx, FACILITATOR, **wanted)] == [sent.reference]
        assert cases.find(tx, FACILITATOR, name="Hinemoa") == []
        assert cases.find(tx, FACILITATOR) == []


def test_a_changed_contact_is_found_and_the_old_one_is_not(book: Casebook) -> None:
    sent = send(book)
    with book.write() as tx:
        cases.update_summary(
            tx,
            sent.case_id,
            lambda old: {**old, "contact": {"value": "Safe@Example.org", "channels": ["email"]}},
        )
        assert cases.find(tx, FACILITATOR, contact="safe@example.org")
        assert not cases.find(tx, FACILITATOR, contact="021 555 0199")


def test_check_backs_are_listed_until_done(book: Casebook, clock: HandClock) -> None:
    sent = send(book)
    today = clock.now().date()
    with book.write() as tx:
        line = check_backs.agree(tx, sent.case_id, today, "after the hearing")
        assert [due.reference for due in check_backs.listed(tx, FACILITATOR, until=today)] == [sent.reference]
        check_backs.done(tx, FACILITATOR, line)
        assert check_backs.listed(tx, FACILITATOR) == []
