"""Opening hours, holidays, and the words in which they are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from frontdoor.hours import ZONE, Hours, spoken_day, spoken_moment
from frontdoor.words import Words, WordsMissing, press_of

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


def test_service_that_has_not_told_promises_nothing() -> None:
    silent = Hours({"hours": None, "holiday_regions": [], "reply_working_days": None})
    assert not silent.open(nz(23, 10))
    assert silent.next_open(nz(23, 10)) is None
    assert silent.promised(nz(23, 10)) is None


def test_moments_are_told_as_people_say_them() -> None:
    assert spoken_moment(nz(23, 9)) == "Monday 23 November, 9:00 am"
    assert spoken_moment(nz(23, 12)) == "Monday 23 November, 12:00 pm"
    assert spoken_day(date(2026, 11, 3)) == "Tuesday 3 November"


def test_words_fill_their_places_once_and_miss_none() -> None:
    words = Words({"utter_service_a": [{"text": "{name} and {other}"}]})
    assert words.say("a", name="{other}", other="b") == "{other} and b"
    with pytest.raises(WordsMissing):
        words.say("a", name="x")
    with pytest.raises(WordsMissing):
        words.say("b")


def test_buttons_read_as_presses() -> None:
    assert press_of("/use_code") == {"intent": "use_code"}
    assert press_of('/give_answer{"p_role": "staff"}') == {
        "intent": "give_answer",
        "slot": "p_role",
        "value": "staff",
    }
    with pytest.raises(ValueError, match="payload"):
        press_of("use code")


def test_every_refusal_has_kind_words(door_content: Any) -> None:
    for error in (
        *("empty", "too_long", "not_text", "unreadable", "file", "too_fast", "too_many_sessions"),
        *("choice_gone", "not_known", "no_session", "identifying", "not_kept"),
    ):
        assert door_content.words.say(f"refused_{error}")


def test_every_stage_of_a_case_has_words(door_content: Any) -> None:
    for stage in ("new", "claimed", "waiting", "answered", "closed"):
        assert door_content.words.say(f"status_words_{stage}", who="Ana")
        assert door_content.words.say(f"status_next_{stage}")
