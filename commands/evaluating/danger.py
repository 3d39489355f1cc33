"""How much danger is heard, and how much is heard where there is none: patterns, model, and both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commands.evaluating.held_out import KINDS, Told
from commands.evaluating.shares import Share
from language.screening import Screening

LISTENERS = ("patterns", "model", "both")
DANGER = ("clear", "oblique")


def of_safety(told: Sequence[Told], heard: Mapping[str, Sequence[Screening]]) -> dict[str, Any]:
    """For each listener: shares at each level by kind and, for danger, by category; whether that is right."""
    return {listener: _of_one(told, heard[listener]) for listener in LISTENERS}


def _of_one(told: Sequence[Told], heard: Sequence[Screening]) -> dict[str, Any]:
    pairs = list(zip(told, heard, strict=True))
    found = [(t, s) for t, s in pairs if t.truth in DANGER and s.level != "none"]
    return {
        **{kind: levels([s for t, s in pairs if t.truth == kind]) for kind in KINDS},
        "by_category": {
            kind: {
                category: levels([s for t, s in pairs if (t.truth, t.category) == (kind, category)])
                for category in sorted({t.category or "" for t in told if t.truth == kind})
            }
            for kind in DANGER
        },
        "category_right": Share.where(s.category == t.category for t, s in found),
    }


def levels(heard: Sequence[Screening]) -> dict[str, Share]:
    return {
        "crisis": Share.where(s.level == "crisis" for s in heard),
        "check_or_crisis": Share.where(s.level != "none" for s in heard),
    }
