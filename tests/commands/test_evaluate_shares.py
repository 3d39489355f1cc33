"""Shares, their intervals, percentiles and the calibration error are what others publish or a hand counts."""

from __future__ import annotations

import pytest

from commands.evaluating import costs, tables
from commands.evaluating.shares import Share
from commands.evaluating.trust import calibration


def test_the_calibration_error_is_the_mean_gap_weighed_by_messages() -> None:
    sure = [(0.95, True), (0.95, True), (0.95, False), (0.15, False)]
    found = calibration(sure)
    assert found["expected_error"] == pytest.approx((3 * (0.95 - 2 / 3) + 0.15) / 4)
    assert [row["right"] for row in found["bins"]] == [Share(0, 1), Share(2, 3)]
    assert calibration([(1.0, True)])["expected_error"] == 0
    assert calibration([])["expected_error"] == 0


# Newcombe 1998 (doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I, method 3
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).low == pytest.approx(low, abs=5e-5)
    assert Share(count, of).high == pytest.approx(high, abs=5e-5)


def test_a_share_of_nothing_says_nothing() -> None:
    assert (Share(0, 0).share, Share(0, 0).low, Share(0, 0).high) == (0.0, 0.0, 1.0)
    assert tables.percent(Share(0, 0)) == "–"


def test_a_share_is_shown_with_its_interval_and_its_counts() -> None:
    assert tables.percent(Share(81, 263)) == "30.8 % [25.5–36.6] (81/263)"


def test_percentiles_are_those_of_the_sorted_times() -> None:
    assert [costs.at([1.0, 2.0, 3.0, 4.0], share) for share in (0.5, 0.95)] == [3.0, 4.0]
    assert costs.at([], 0.5) == 0
