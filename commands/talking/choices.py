"""The choices on the screen, numbered, and what a typed number presses."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

NUMBERS = re.compile(r"\s*\d+(?:[\s,]+\d+)*\s*")


class Choice(NamedTuple):
    """A button: what stands on it, and the one-use id that presses it."""

    title: str
    payload: str


class Choices:
    """What can be pressed since the person last said something."""

    def __init__(self) -> None:
        self._offered: list[Choice] = []

    @property
    def titles(self) -> list[str]:
        """What stands on the buttons, in order."""
        return [choice.title for choice in self._offered]

    def clear(self) -> None:
        self._offered = []

    def add(self, message: Mapping[str, Any]) -> list[tuple[int, str]]:
        """Takes in what a message offers; returns the number and title of each."""
        first = len(self._offered) + 1
        self._offered += offered(message)
        return [(first + place, choice.title) for place, choice in enumerate(self._offered[first - 1 :])]

    def pressed(self, typed: str) -> dict[str, Any] | None:
        """`3` presses the third choice and `1, 3` picks two; None where the text names no choice."""
        if not NUMBERS.fullmatch(typed):
            return None
        numbers = [int(number) for number in re.findall(r"\d+", typed)]
        if not all(0 < number <= len(self._offered) for number in numbers):
            return None
        payloads = [self._offered[number - 1].payload for number in numbers]
        return {"message": payloads[0]} if len(payloads) == 1 else {"picks": payloads}

    def pressed_by(self, asked: object) -> dict[str, Any]:
        """Presses by number, numbers or title; what names no choice is sent as it stands, to be refused."""
        typed = ", ".join(map(str, asked)) if isinstance(asked, list) else str(asked)
        named = next((choice for choice in self._offered if choice.title == asked), None)
        return {"message": named.payload} if named else self.pressed(typed) or {"message": typed}


def offered(message: Mapping[str, Any]) -> Iterator[Choice]:
    """Every button of a message: replies, several-at-once options, and those beside lines of a summary."""
    custom = message.get("custom") or {}
    for button in [*(message.get("quick_replies") or []), *(custom.get("options") or [])]:
        yield Choice(button["title"], button["payload"])
    for section in custom.get("sections") or []:
        for line in section["lines"]:
            yield from beside(line)


def beside(line: Mapping[str, Any]) -> Iterator[Choice]:
    for verb in ("change", "leave_out"):
        if line.get(verb):
            yield Choice(f"{verb.replace('_', ' ')}: {line['id']}", line[verb])
