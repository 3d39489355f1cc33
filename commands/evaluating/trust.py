"""Whether confidence means something: reliability, expected calibration error, and sweeps of thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commands.evaluating.held_out import Told
from commands.evaluating.meaning import first
from commands.evaluating.shares import Share
from language.reader import FALLBACK, Reading

BINS = 10
STEPS = tuple(step / 20 for step in range(1, 20))

Sure = tuple[float, bool]  # a confidence, and whether the reading was right


def calibration(sure: Sequence[Sure]) -> dict[str, Any]:
    """Bins of equal width; the expected calibration error is the mean gap, weighed by messages.

    Naeini, Cooper, Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian binning".
    """
    bins: list[list[Sure]] = [[] for _ in range(BINS)]
    for confidence, right in sure:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    rows = [(_mean(some), Share.where(right for _, right in some)) for some in bins if some]
    gaps = [abs(confidence - right.share) * right.of for confidence, right in rows]
    return {
        "expected_error": sum(gaps) / len(sure) if sure else 0.0,
        "bins": [{"confidence": confidence, "right": right} for confidence, right in rows],
    }


def _mean(some: Sequence[Sure]) -> float:
    return sum(confidence for confidence, _ in some) / len(some)


def of_intents(told: Sequence[Told], read: Sequence[Reading]) -> list[Sure]:
    """The likeliest intent, trusted or not."""
    return [(r.confidence, best_intent(r) == t.truth) for t, r in zip(told, read, strict=True)]


def of_topics(told: Sequence[Told], read: Sequence[Reading]) -> list[Sure]:
    """The likeliest topic, known or not."""
    return [
        (r.topics[0][1] if r.topics else 0.0, first(r) == t.truth) for t, r in zip(told, read, strict=True)
    ]


def best_intent(reading: Reading) -> str:
    return next((intent for intent, _ in reading.ranking if intent != FALLBACK), FALLBACK)


def topic_sweep(questions: Sequence[Sure], not_ours: Sequence[float]) -> list[dict[str, Any]]:
    """What another threshold would do to questions, and to what is not the guide's business."""
    return [
        {
            "threshold": at,
            "known_and_right": Share.where(right and sure >= at for sure, right in questions),
            "known_and_wrong": Share.where(not right and sure >= at for sure, right in questions),
            "out_of_scope_answered": Share.where(sure >= at for sure in not_ours),
        }
        for at in STEPS
    ]


def intent_sweep(sure: Sequence[Sure]) -> list[dict[str, Any]]:
    """What another threshold would do to intents."""
    return [
        {
            "threshold": at,
            "trusted_and_right": Share.where(right and each >= at for each, right in sure),
            "trusted_and_wrong": Share.where(not right and each >= at for each, right in sure),
        }
        for at in STEPS
    ]


def in_use(confidences: Sequence[float], passed: Sequence[bool]) -> float | None:
    """The threshold as far as it shows: the lowest confidence that passed; None where none did."""
    return min((sure for sure, yes in zip(confidences, passed, strict=True) if yes), default=None)
