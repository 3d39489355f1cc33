"""How much is measured: enough for medians that stand still, or just enough to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Amounts:
    """`turns` for the medians; seconds of each load; limits after which a slow peer is let go."""

    turns: int
    load_s: float
    steady_s: float
    queue_looks: int
    peer_growth_within_s: float
    peer_training_within_s: float
    talks_to_600: bool


WHOLE = Amounts(
    turns=240,
    load_s=20.0,
    steady_s=60.0,
    queue_looks=200,
    peer_growth_within_s=900.0,
    peer_training_within_s=600.0,
    talks_to_600=True,
)
QUICK = Amounts(
    turns=60,
    load_s=8.0,
    steady_s=15.0,
    queue_looks=60,
    peer_growth_within_s=120.0,
    peer_training_within_s=30.0,
    talks_to_600=False,
)

PEOPLE_AT_ONCE = 50
PEOPLE_STEADY = 200
EVERY_S = 5.0
EARLY, LATE, VERY_LATE = 20, 600, 10_000
AROUND = 20
WARM_UP = 200  # turns before memory is weighed
CASES = (1_000, 100_000)
