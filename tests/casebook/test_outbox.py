"""Notices: written with what happened, given to one sender at a time, tried again, told once."""

import pytest

from casebook import Casebook, outbox
from tests.casebook.conftest import HandClock


def put(book: Casebook, key: str = "case:R-1") -> bool:
    with book.write() as tx:
        return outbox.put(tx, "case_new", "R-1", key)


def take(book: Casebook) -> list[outbox.Notice]:
    with book.write() as tx:
        return outbox.take(tx)


def test_what_happened_once_is_told_once(book: Casebook) -> None:
    assert [put(book), put(book)] == [True, False]
    assert [notice.about for notice in take(book)] == ["R-1"]


def test_of_two_senders_one_has_it_and_after_a_minute_the_other(book: Casebook, clock: HandClock) -> None:
    put(book)
    assert len(take(book)) == 1
    assert take(book) == []
    clock.move(seconds=61)
    assert len(take(book)) == 1


def test_what_went_one_way_is_tried_again_the_other_way_only(book: Casebook, clock: HandClock) -> None:
    put(book)
    (notice,) = take(book)
    with book.write() as tx:
        outbox.sent(tx, notice, mailed=True, posted=False)
        assert outbox.state(tx).waiting == 1
    clock.move(hours=2)
    (again,) = take(book)
    assert (again.mailed, again.posted, again.tries) == (True, False, 1)
    with book.write() as tx:
        outbox.sent(tx, again, mailed=True, posted=True)
        assert outbox.state(tx).waiting == 0
    clock.move(hours=2)
    assert take(book) == []


def test_after_three_days_it_is_given_up_and_that_is_seen(book: Casebook, clock: HandClock) -> None:
    put(book)
    clock.move(days=4)
    (notice,) = take(book)
    with book.write() as tx:
        outbox.sent(tx, notice, mailed=False, posted=True)
        assert outbox.state(tx).given_up == 1


def test_nothing_but_the_known_happenings_can_be_told(book: Casebook) -> None:
    with pytest.raises(ValueError, match="story"), book.write() as tx:
        outbox.put(tx, "story", "", "x")
