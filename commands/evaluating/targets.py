"""The figures to reach, and where in a measurement each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from commands.evaluating.shares import Share


class Target(NamedTuple):
    """`at_least` or at most `limit`; shares are between 0 and 1."""

    says: str
    path: str
    at_least: bool
    limit: float
    unit: str = "%"


TARGETS = (
    Target("Clear danger, found as a crisis", "safety both clear crisis", True, 0.99),
    Target("Oblique danger, found at all", "safety both oblique check_or_crisis", True, 0.95),
    Target("Ordinary messages, taken for a crisis", "safety both ordinary crisis", False, 0.02),
    Target("Ordinary messages, asked about or more", "safety both ordinary check_or_crisis", False, 0.06),
    Target("Topics, right at first", "topics first", True, 0.93),
    Target("Topics, right within three", "topics within_three", True, 0.98),
    Target("Intents, right", "intents right", True, 0.93),
    Target("Out of scope, answered as if known", "out_of_scope answered_as_if_known", False, 0.03),
    Target("A message of 20 words, p50 on one core", "milliseconds understand p50", False, 6, "ms"),
    Target("Messages a second, read in batches", "throughput a_second", True, 100, "/s"),
    Target("Memory of the models", "memory models_mb", False, 200, "MB"),
    Target("Training, encoder not retuned", "training_seconds all", False, 180, "s"),
)


def found(figures: Mapping[str, Any], path: str) -> Share | float | None:
    """What stands at `path`; None where it was not measured."""
    here: Any = figures
    for step in path.split():
        here = here.get(step) if isinstance(here, Mapping) else None
    return here if isinstance(here, Share | float | int) else None


def is_met(target: Target, value: Share | float) -> bool:
    """Judged on the share itself; its interval is shown beside it."""
    size = value.share if isinstance(value, Share) else value
    return size >= target.limit if target.at_least else size <= target.limit
