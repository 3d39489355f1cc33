"""Reads the front door's own sentences: stock Rasa `responses:` from data/responses/service.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frontdoor.messages import Button, Message, Press
from ground import yaml_file

_PLACE = re.compile(r"\{(\w+)\}")
_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+(?:/[a-z_]+)?)(?P<slots>\{.*\})?", re.DOTALL)
PREFIX = "utter_service_"


class WordsMissing(LookupError):
    """A sentence that the front door needs is not in the file, or a place in it was not filled."""


class Words:
    """The sentences by name, without their common prefix."""

    def __init__(self, responses: Mapping[str, Any]) -> None:
        """Take the mapping under `responses:`."""
        self._responses = responses

    @classmethod
    def load(cls, path: Path) -> Words:
        """Read a responses file."""
        return cls(yaml_file.read(path)["responses"])

    def knows(self, name: str) -> bool:
        """Whether there is a sentence of this name."""
        return PREFIX + name in self._responses

    def say(self, name: str, /, **values: Any) -> str:
        """The sentence with its places filled; raises WordsMissing."""
        text = str(self._response(name)["text"]).strip("\n")
        try:
            return _PLACE.sub(lambda place: str(values[place[1]]), text)
        except KeyError as missing:
            raise WordsMissing(f"{name} needs {missing}") from None

    def message(self, name: str, /, custom: dict[str, Any] | None = None, **values: Any) -> Message:
        """The sentence and its buttons as a message."""
        buttons = self._response(name).get("buttons") or ()
        read = tuple(Button(button["title"], press_of(button["payload"])) for button in buttons)
        return Message(self.say(name, **values), read, custom)

    def _response(self, name: str) -> Mapping[str, Any]:
        try:
            first: Mapping[str, Any] = self._responses[PREFIX + name][0]
        except KeyError:
            raise WordsMissing(name) from None
        return first


def press_of(payload: str) -> Press:
    """Read `/intent` or `/intent{"slot": value}` as a press; ValueError when it is neither."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        raise ValueError('a button\'s payload reads /intent or /intent{"slot": value}')
    press: Press = {"intent": found["intent"]}
    for slot, value in json.loads(found["slots"] or "{}").items():
        press |= {"slot": slot, "value": value}
    return press
