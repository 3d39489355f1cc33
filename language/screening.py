"""What a safety screening says."""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("none", "check", "crisis")
CATEGORIES = (
    "suicide_self_harm",
    "medical_emergency",
    "child_at_risk",
    "violence_abuse",
    "harm_to_others",
    "unsure",
)


class Evidence(NamedTuple):
    """Where in the original text (code points), and which pattern or the model said so."""

    start: int
    end: int
    by: str


class Screening(NamedTuple):
    """level: none, check or crisis; category: one of CATEGORIES, or None with level none.

    about: `care` where it is told of somebody who gives care, so that others help than at home; else None.
    """

    level: str = "none"
    category: str | None = None
    evidence: tuple[Evidence, ...] = ()
    about: str | None = None

    def as_dict(self) -> dict:
        """Return the shape of contracts: {level, category, evidence: [{start, end, by}]}, about if known."""
        found = {
            "level": self.level,
            "category": self.category,
            "evidence": [seen._asdict() for seen in self.evidence],
        }
        return found | ({"about": self.about} if self.about else {})


def rank(level: str) -> int:
    """Return 0 for none, 1 for check, 2 for crisis."""
    return LEVELS.index(level)


def higher(one: Screening, other: Screening) -> Screening:
    """Join two screenings: the higher level and its category win, the evidence of both is kept."""
    top = other if rank(other.level) > rank(one.level) else one
    seen = sorted(set(one.evidence) | set(other.evidence))
    return Screening(top.level, top.category, tuple(seen), top.about)
