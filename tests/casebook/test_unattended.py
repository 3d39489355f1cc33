"""What nobody looks after is told to leads, once."""

from datetime import datetime, timedelta

from casebook import Casebook, cases, concerns, conversations, holding, outbox, tokens, unattended
from tests.casebook.conftest import HandClock
from tests.casebook.stories import summary


def a_day_later(moment: datetime) -> datetime:
    return moment + timedelta(days=1)


def sent(book: Casebook, clock: HandClock, many: int) -> list[str]:
    """This many cases that nobody takes, promised for tomorrow."""
    with book.write() as tx:
        convs = [conversations.create(tx, tokens.fingerprint(f"{clock.now()} {n}")) for n in range(many)]
        tomorrow = clock.now() + timedelta(days=1)
        return [cases.submit(tx, conv, summary(), promised_by=tomorrow).reference for conv in convs]


def told(book: Casebook) -> list[tuple[str, str]]:
    """What goes out after a look: (what, about)."""
    with book.write() as tx:
        unattended.escalate(tx, a_day_later)
        notices = [one for one in outbox.take(tx, 500) if one.what.startswith("unattended")]
        for one in notices:
            outbox.sent(tx, one, mailed=True, posted=True)
        return [(one.what, one.about) for one in notices]


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


def test_a_long_backlog_is_one_notice_with_the_number_and_later_ones_are_told_again(
    book: Casebook, clock: HandClock
) -> None:
    sent(book, clock, 40)
    clock.move(days=3)
    assert told(book) == [("unattended_many", "40")]
    clock.move(minutes=20)
    assert told(book) == []
    (late,) = sent(book, clock, 1)
    clock.move(days=3)
    assert sorted(told(book)) == [("unattended", late), ("unattended", late)]


def test_a_second_flood_within_the_hour_waits_and_is_not_lost(book: Casebook, clock: HandClock) -> None:
    sent(book, clock, 5)
    clock.move(days=3)
    assert told(book) == [("unattended_many", "5")]
    with book.write() as tx:
        for n in range(6):
            conv = conversations.create(tx, tokens.fingerprint(f"later {n}"))
            cases.submit(tx, conv, summary(), promised_by=clock.now() - timedelta(hours=1))
    assert told(book) == []
    clock.move(hours=1)
    assert told(book) == [("unattended_many", "6")]


def test_danger_in_many_talks_is_one_notice_and_the_next_sign_is_still_heard(
    book: Casebook, clock: HandClock
) -> None:
    with book.write() as tx:
        for n in range(25):
            conv = conversations.create(tx, tokens.fingerprint(f"talk {n}"))
            concerns.raise_once(tx, conv, 1, "crisis", "unsure")
    clock.move(minutes=11)
    assert told(book) == [("unattended_many", "25")]
    with book.write() as tx:
        concerns.raise_once(tx, conv, 2, "crisis", "unsure")
    clock.move(minutes=11)
    assert told(book) == [("unattended", "")]
