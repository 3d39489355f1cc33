"""Screens every message before it is stored: patterns at once, the classifier beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from frontdoor.messages import Press
from ground import logging

Screened = dict[str, Any]

LEVELS = ("none", "check", "crisis")
NOTHING: Screened = {"level": "none", "category": None, "evidence": []}
PATIENCE_S = 2.0
CRISIS = "signal_crisis"  # the button that says yes to the gentle question; its value is the category
_PRESSED = {
    ("p_safe_now", "not_safe"): ("crisis", "unsure"),
    ("p_safe_now", "unsure"): ("check", "unsure"),
    ("p_distress_check", "not_ok"): ("check", "unsure"),
}

log = logging.get("frontdoor")


class Screening(Protocol):
    """What `language.safety` says of a text."""

    @property
    def level(self) -> str:
        """`none`, `check` or `crisis`."""
        ...

    def as_dict(self) -> Screened:
        """`{level, category, evidence: [{start, end, by}]}`."""
        ...


class Screen(Protocol):
    """The two listeners of `language.safety.Screen`."""

    def patterns(self, text: str) -> Screening:
        """Quick enough for the event loop."""
        ...

    def classify(self, text: str) -> Screening:
        """Over every sentence; to be called in a thread."""
        ...


class Screener:
    """Joins both listeners; the higher level wins."""

    def __init__(self, screen: Screen, threads: int = 1) -> None:
        self._screen = screen
        self._pool = ThreadPoolExecutor(threads, "screening")

    async def text(self, text: str) -> Screened:
        """What both say. Where the classifier fails, the patterns still count."""
        found = self._screen.patterns(text)
        loop = asyncio.get_running_loop()
        try:
            reading = loop.run_in_executor(self._pool, self._screen.classify, text)
            heard = await asyncio.wait_for(reading, PATIENCE_S)
        except Exception as error:
            log.error("classifier_failed", error=type(error).__name__)
            return found.as_dict()
        return higher(found.as_dict(), heard.as_dict())

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def presses(pressed: tuple[Press, ...]) -> Screened:
    """What pressed choices say of safety: only those that ask about it."""
    found = NOTHING
    for press in pressed:
        level, category = _told(press)
        found = higher(found, {"level": level, "category": category, "evidence": []})
    return found


def _told(press: Press) -> tuple[str, str | None]:
    slot, value = _text(press.get("slot")), _text(press.get("value"))
    if press["intent"] == CRISIS:
        return "crisis", value or "unsure"
    return _PRESSED.get((slot, value), ("none", None))


def higher(one: Mapping[str, Any], other: Mapping[str, Any]) -> Screened:
    """The graver of two; on a tie the first, with the evidence of both."""
    first, second = sorted((one, other), key=lambda found: -LEVELS.index(found["level"]))
    evidence = [*first["evidence"], *(second["evidence"] if second["level"] != "none" else ())]
    return dict(first) | {"evidence": evidence}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
