"""Reasons for the facilitator, never a label."""

from datetime import date

import pytest
from hypothesis import given

from intake import content, readiness
from tests.intake.walks import walks

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("p_ready", "not_now", "not_yet"), ("p_pressure", "yes", "pressure"),
        ("p_depends", "some", "depends_on_service"), ("p_expect", "hard", "expectations"),
        ("p_support", "want", "wants_support"), ("p_told", "no", "not_told"),
        ("p_safe_now", "not_safe", "not_safe_now"), ("p_worry", ["care_affected"], "care_may_suffer"),
        ("p_kind", ["violence"], "specialist_route"), ("p_age_band", "under_16", "young"),
    ],
)  # fmt: skip
def test_each_of_these_answers_gives_its_reason(field, value, reason):
    assert readiness.reasons({field: value}) == [reason]
    assert readiness.reads(reason) == field


def test_ready_safe_and_free_gives_no_reason():
    assert readiness.reasons({"p_ready": "ready", "p_pressure": "no", "p_safe_now": "safe"}) == []


@given(walks())
def test_every_reason_has_words(states):
    written = content.responses()
    assert all(f"utter_reason_{reason}" in written for reason in readiness.reasons(states[-1]))


def test_check_back_is_a_day():
    assert readiness.check_back_on("weeks_2", TODAY) == date(2026, 12, 5)
    assert readiness.check_back_on("2027-02-01", TODAY) == date(2027, 2, 1)
    assert readiness.check_back_on("no", TODAY) is None
    with pytest.raises(ValueError, match="gone"):
        readiness.check_back_on("2024-03-01", TODAY)
