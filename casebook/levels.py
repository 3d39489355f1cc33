"""Safety levels as words outside and as numbers in the database, where they are compared and sorted."""

from __future__ import annotations

LEVELS = ("none", "check", "crisis")


def number(level: str) -> int:
    """0 none, 1 check, 2 crisis. Raises ValueError for any other word."""
    return LEVELS.index(level)


def word(level: int) -> str:
    """The level's word."""
    return LEVELS[level]
