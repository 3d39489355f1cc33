"""Opening hours, holidays, closures, and how moments are told."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ground.hours import ZONE, Hours, spoken_day, spoken_moment

WEEK = {day: [["09:00", "12:00"], ["13:00", "16:00"]] for day in ("monday", "tuesday", "friday")}
OPEN = Hours({"hours": WEEK, "holiday_regions": ["AUK"], "reply_working_days": 3})


def nz(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def test_open_within_hours_and_not_at_lunch_or_on_other_days() -> None:
    told = [OPEN.open(nz(23, hour)) for hour in (8, 9, 11, 12, 13, 16)]
    assert told == [False, True, True, False, True, False]
    assert not OPEN.open(nz(25, 10))
    assert OPEN.open(datetime(2026, 11, 22, 20, 30, tzinfo=UTC))


def test_next_opening_skips_closed_days_and_holidays() -> None:
    assert OPEN.next_open(nz(21, 10)) == nz(23, 9)
    assert OPEN.next_open(nz(23, 12)) == nz(23, 13)
    # Friday 25 December is Christmas Day, Monday 28 its stand-in for Boxing Day
    assert OPEN.next_open(datetime(2026, 12, 24, 10, tzinfo=ZONE)) == datetime(2026, 12, 29, 9, tzinfo=ZONE)


def test_anniversary_day_of_the_region_is_closed() -> None:
    anniversary = datetime(2026, 1, 26, 10, tzinfo=ZONE)
    assert not OPEN.open(anniversary)
    assert Hours({"hours": WEEK, "holiday_regions": []}).open(anniversary)


def test_promise_counts_working_days() -> None:
    promised = OPEN.promised(nz(20, 10))
    assert promised is not None
    assert promised.date() == date(2026, 11, 25)


def test_a_closure_is_shut_and_no_working_day() -> None:
    away = Hours({"hours": WEEK, "reply_working_days": 3, "closures": ["2026-11-23", "2026-11-24"]})
    assert not away.open(nz(23, 10))
    assert away.next_open(nz(21, 10)) == nz(27, 9)
    promised = away.promised(nz(20, 10))
    assert promised is not None
    assert promised.date() == date(2026, 11, 27)


def test_service_that_has_not_told_promises_nothing() -> None:
    silent = Hours({"hours": None, "holiday_regions": [], "reply_working_days": None})
    assert not silent.open(nz(23, 10))
    assert silent.next_open(nz(23, 10)) is None
    assert silent.promised(nz(23, 10)) is None


def test_moments_are_told_as_people_say_them() -> None:
    assert spoken_moment(nz(23, 9)) == "Monday 23 November, 9:00 am"
    assert spoken_moment(nz(23, 12)) == "Monday 23 November, 12:00 pm"
    assert spoken_day(date(2026, 11, 3)) == "Tuesday 3 November"
