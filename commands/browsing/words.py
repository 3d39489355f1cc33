"""What stands on the screen, read backwards: which question is asked, what the button for an answer says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ground import yaml_file


class Press(NamedTuple):
    """What a button means: /intent{"slot": "value"}."""

    intent: str
    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """The responses of data/responses, by name."""

    responses: Mapping[str, list[Mapping[str, Any]]]

    @classmethod
    def load(cls, root: Path) -> "Words":
        files = sorted((root / "data" / "responses").rglob("*.yml"))
        read = [yaml_file.read(file).get("responses") or {} for file in files]
        return cls({name: said for part in read for name, said in part.items()})

    def asked(self, shown: str) -> str | None:
        """The field whose question begins some line of what is shown; None where none does."""
        text = plain(shown)
        for name, variations in self.responses.items():
            kind, _, field = name.partition("_ask_")
            if kind == "utter" and any(opening(said) in text for said in variations if opening(said)):
                return field
        return None

    def title(self, field: str, value: str) -> str:
        """What stands on the button that gives `field` this value."""
        return next(title for title, press in self._buttons if press.slots.get(field) == value)

    def titles(self, intent: str) -> set[str]:
        """What may stand on a button with this intent and nothing else."""
        return {title for title, press in self._buttons if press.intent == intent and not press.slots}

    @cached_property
    def _buttons(self) -> list[tuple[str, Press]]:
        # read once: a bench that reads them at each turn measures itself
        every = (said for variations in self.responses.values() for said in variations)
        buttons = (button for said in every for button in said.get("buttons") or ())
        return [(str(button["title"]), pressed(str(button["payload"]))) for button in buttons]


def pressed(payload: str) -> Press:
    intent, brace, rest = payload.lstrip("/").partition("{")
    return Press(intent, json.loads(brace + rest) if brace else {})


def opening(said: Mapping[str, Any]) -> str:
    """The first paragraph of a wording, up to what is filled in."""
    first = str(said.get("text") or "").strip().split("\n\n")[0]
    return plain(first.partition("{")[0])


def plain(text: str) -> str:
    return " ".join(text.split())
