"""Medians and percentiles, in milliseconds."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def p50(taken: Sequence[float]) -> float:
    """The median of seconds, in milliseconds."""
    return round(1000 * statistics.median(taken), 2)


def p95(taken: Sequence[float]) -> float:
    """The value that one in twenty of these seconds is above, in milliseconds."""
    ordered = sorted(taken)
    return round(1000 * ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)], 2)


def ratio(later: Sequence[float], earlier: Sequence[float]) -> float:
    """Median by median."""
    return round(statistics.median(later) / statistics.median(earlier), 2)
