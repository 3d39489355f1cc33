"""Who somebody says they are in the words of the first choices, with or without a story behind them."""

import re
from collections.abc import Mapping
from typing import Any

from intake import content, titles, words
from intake.fields import Slots, fields
from intake.matching import plain

ROLE, STORY, STAFF = "p_role", "talk_story", "staff"
_LEAST_WORDS = 3
_LEAST_STORY = 3
_GOES_ELSEWHERE = frozenset(["no", "not", "s", "for", "if", "or"])
_QUESTIONED = re.compile(r"^[^.,;!]{0,40}\?")


def told(slots: Slots, requested: str | None, text: str) -> Mapping[str, Any]:
    """`p_role`, and at that question the text as a story to be offered, where it goes on.

    {} where none is said, or a role is known.
    """
    if slots.get(ROLE) is not None or requested not in (None, ROLE):
        return {}
    if title := titles.typed(_titles(), text):
        return {ROLE: _titles()[title]}
    found = _begun(text)
    return found if requested == ROLE else {name: found[name] for name in (ROLE,) if name in found}


def goes_on(text: str) -> bool:
    """Whether a story follows who they say they are."""
    return STORY in _begun(text)


def _begun(text: str) -> Mapping[str, Any]:
    said = f"{plain(text)} "
    for phrase, role in _phrases():
        if said.startswith(f"{phrase} "):
            rest = said[len(phrase) :].split()
            if _QUESTIONED.match(text) or (rest and rest[0] in _GOES_ELSEWHERE):
                return {}
            story = {STORY: text} if len(rest) >= _LEAST_STORY and role != STAFF and "?" not in text else {}
            return {ROLE: role} | story
    return {}


def _titles() -> dict[str, str]:
    field = fields()[ROLE]
    return {words.option(content.question_words(), ROLE, option): option for option in field.options}


def _phrases() -> list[tuple[str, str]]:
    """Whole sentences only: one word of a story says nothing of who tells it."""
    every = [(plain(title), role) for title, role in _titles().items()]
    every += [(plain(one), role) for role, others in fields()[ROLE].options.items() for one in others]
    long = [(phrase, role) for phrase, role in every if len(phrase.split()) >= _LEAST_WORDS]
    return sorted(long, key=lambda one: -len(one[0]))
