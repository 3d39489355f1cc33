"""What is to be forgotten is kept to the last second and gone the next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casebook import cases, casework, codes, conversations, drafts, retention, tokens
from casebook import tables as t
from casebook.book import Casebook
from casebook.errors import Erased, UnknownCase
from casebook.retention import Days, Swept
from tests.casebook.conftest import FACILITATOR, HandClock, begin
from tests.casebook.stories import pass_gate, send, summary


def sweep_at(book: Casebook, clock: HandClock, days: float, seconds: float) -> Swept:
    clock.move(days=days, seconds=seconds)
    return retention.sweep(book)


def test_what_was_typed_is_gone_after_a_day(book: Casebook, clock: HandClock) -> None:
    conv = begin(book)
    assert sweep_at(book, clock, 1, -1).conversations == 0
    with book.read() as tx:
        assert conversations.get(tx, conv)
    assert sweep_at(book, clock, 0, 2).conversations == 1
    with pytest.raises(Erased):
        book.keys.seal(conv)


def test_many_are_forgotten_in_one_sweep(sqlite_book: Casebook, clock: HandClock) -> None:
    for n in range(45):
        begin(sqlite_book, f"session {n}")
    assert sweep_at(sqlite_book, clock, 1, 1).conversations == 45


def test_a_draft_is_gone_after_thirty_days(book: Casebook, clock: HandClock) -> None:
    code = codes.make(book)
    conv = begin(book)
    with book.write() as tx:
        draft = drafts.keep(tx, conv, code)
    assert sweep_at(book, clock, 30, -1).drafts == 0
    assert codes.check(book, code.digits, "s", "a")
    assert sweep_at(book, clock, 0, 2).drafts == 1
    assert codes.check(book, code.digits, "s", "a") is None
    with pytest.raises(Erased):
        book.keys.seal(draft)


def test_a_closed_case_is_gone_after_ninety_days_and_an_open_one_stays(
    book: Casebook, clock: HandClock
) -> None:
    closed, still_open = send(book, "one"), send(book, "two")
    pass_gate(book, FACILITATOR, closed.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, closed.reference)
        casework.close(tx, FACILITATOR, closed.reference)
    assert sweep_at(book, clock, 90, -1).cases == 0
    assert sweep_at(book, clock, 0, 2).cases == 1
    with book.read() as tx:
        assert cases.line(tx, still_open.reference)
        with pytest.raises(UnknownCase):
            cases.line(tx, closed.reference)
    with pytest.raises(Erased):
        book.keys.seal(closed.case_id)


def test_the_words_around_a_sent_case_are_gone_after_a_day_and_the_case_stays(
    book: Casebook, clock: HandClock
) -> None:
    sent = send(book)
    assert sweep_at(book, clock, 1, 1) == Swept(1, 0, 0, 0)
    with book.read() as tx:
        assert cases.summary_for_person(tx, sent.case_id)
        assert conversations.find(tx, tokens.fingerprint("session")) is None


def test_the_keeper_sets_the_days(book: Casebook, clock: HandClock) -> None:
    begin(book)
    clock.move(days=2)
    assert retention.sweep(book, Days(not_kept=3)).conversations == 0
    assert retention.sweep(book, Days(not_kept=2)).conversations == 1


def test_a_key_whose_row_never_came_is_swept(book: Casebook, clock: HandClock) -> None:
    def fails() -> None:
        with book.write() as tx:
            conversations.create(tx, "session")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert retention.sweep(book).keys == 0
    clock.move(hours=2)
    assert retention.sweep(book).keys == 1


def test_a_sweep_destroys_no_key_in_use(book: Casebook, clock: HandClock) -> None:
    sent = send(book)
    with book.write() as tx:
        conv = conversations.create(tx, "kept")
        draft = drafts.keep(tx, conv, codes.Code("1" * 16, "lookup", "hash"))
    clock.move(hours=3)
    assert retention.sweep(book).keys == 0
    assert all(book.keys.seal(key) for key in (sent.case_id, conv, draft))


def test_tries_and_invitations_are_forgotten(book: Casebook, clock: HandClock) -> None:
    codes.check(book, "1" * 16, "s", "a")
    sweep_at(book, clock, 1, 1)
    with book.read() as tx:
        assert tx.execute(t.attempts.select()).all() == []


def test_the_status_page_can_say_when_a_case_ends(clock: HandClock) -> None:
    assert retention.case_ends(None, Days()) is None
    assert retention.case_ends(clock.now(), Days(closed=7)) == clock.now() + timedelta(days=7)
    assert retention.draft_ends(clock.now(), Days()) == clock.now() + timedelta(days=30)


def test_a_draft_sent_before_its_end_is_not_swept_as_a_draft(book: Casebook, clock: HandClock) -> None:
    conv = begin(book)
    with book.write() as tx:
        drafts.keep(tx, conv, codes.Code("1" * 16, "lookup", "hash"))
        cases.submit(tx, conv, summary())
    assert sweep_at(book, clock, 31, 0).drafts == 0
