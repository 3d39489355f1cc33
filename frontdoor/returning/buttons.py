"""The buttons of what was sent. Their press `{intent: manage_case, slot, value}` never goes to Rasa."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdoor.messages import Button
from frontdoor.words import Words

MANAGE = "manage_case"
# In data/responses a button reads /manage_case{"value": "contact"}: then the value says what is wanted.
_PLAIN = "value"


def manages(press: Mapping[str, Any] | None) -> bool:
    """Whether a press is one of these."""
    return press is not None and press.get("intent") == MANAGE


def wanted(press: Mapping[str, Any]) -> tuple[str, str]:
    """What a press wants, and of what: ("contact", "") or ("answer", the question's id)."""
    slot, value = str(press.get("slot") or ""), str(press.get("value") or "")
    return (value, "") if slot == _PLAIN else (slot, value)


def button(title: str, what: str, of: str = "") -> Button:
    """A button of this title that wants `what`, of `of` where it is about one thing."""
    return Button(title, {"intent": MANAGE, "slot": what if of else _PLAIN, "value": of or what})


def named(words: Words, what: str, of: str = "") -> Button:
    """A button whose title is the words `press_<what>`."""
    return button(words.say(f"press_{what}"), what, of)
