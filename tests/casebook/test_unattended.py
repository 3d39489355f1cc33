"""What nobody looks after is told to leads, once."""

from datetime import datetime, timedelta

from casebook import Casebook, cases, concerns, conversations, holding, outbox, unattended
from tests.casebook.conftest import HandClock
from tests.casebook.stories import summary


def a_day_later(moment: datetime) -> datetime:
    return moment + timedelta(days=1)


def escalated(book: Casebook) -> list[str]:
    with book.write() as tx:
        unattended.escalate(tx, a_day_later)
        return sorted(notice.key for notice in outbox.take(tx, 100) if notice.what == "unattended")


def test_a_case_nobody_took_and_one_past_its_promise_are_told_once(
    book: Casebook, clock: HandClock, conv: str
) -> None:
    with book.write() as tx:
        sent = cases.submit(tx, conv, summary(), promised_by=clock.now() + timedelta(days=3))
    assert escalated(book) == []
    clock.move(days=2)
    assert escalated(book) == [f"untaken:{sent.reference}"]
    clock.move(days=2)
    assert f"overdue:{sent.reference}" in escalated(book)
    clock.move(minutes=5)
    with book.write() as tx:
        assert unattended.escalate(tx, a_day_later) == 0


def test_danger_that_nobody_took_up_is_told(book: Casebook, clock: HandClock, conv: str) -> None:
    with book.write() as tx:
        concerns.raise_once(tx, conv, 1, "crisis", "unsure")
    clock.move(minutes=11)
    assert escalated(book) == [f"left:concern:{conv}:1"]


def test_a_person_who_still_waits_after_five_minutes_is_told(
    book: Casebook, clock: HandClock, conv: str
) -> None:
    with book.write() as tx:
        conversations.presence(tx, conv, True)
        fence = holding.set_holder(tx, conv, "queue", None, conversations.get(tx, conv).fence)
    assert escalated(book) == []
    clock.move(minutes=6)
    assert escalated(book) == [f"left:waiting:{conv}:{fence}"]
