"""A death told, or one's own dying: met before anything else, and taken as an answer where it is one."""

from collections.abc import Mapping
from typing import Any

from intake import content
from intake.fields import Slots
from intake.heard import grieves
from intake.matching import mentions, plain, word_count

_LONGEST = 16
_ROLE = "p_role"
DYING, TIME_LEFT = "dying", "time_left"


def told(slots: Slots, requested: str | None, text: str) -> Mapping[str, Any]:
    """At the question who they are: of the whānau of somebody who died, where it says little else."""
    if requested != _ROLE or slots.get(_ROLE) is not None or "?" in text or word_count(text) > _LONGEST:
        return {}
    return {_ROLE: "whanau", "p_for_other": "died"} if grieves(text) and mentions(text, "kin") else {}


def own(text: str) -> str | None:
    """`dying` where they say it of themselves, `time_left` where they ask how long they have; else None."""
    if plain(text) in content.plain_words()["time_left"]:
        return TIME_LEFT
    return DYING if mentions(text, "dying") else None
