"""Speaks JSON lines to a program: one event a line on standard output (the form is in commands/talk.py)."""

import json
from typing import Any

from commands.talking.choices import Choices
from commands.talking.client import Event


class Lines:
    """Prints each event as {"event", "data"}, messages with the numbers of what can be pressed."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def show(self, event: Event) -> None:
        name, data = event
        more = {}
        if name == "bot_uttered":
            more = {"choices": [{"number": n, "title": title} for n, title in self._choices.add(data)]}
        self.put(name, data, more)

    def refused(self, said: Any) -> None:
        """The acknowledgement was printed already."""

    def put(self, name: str, data: Any, more: dict[str, Any] | None = None) -> None:
        print(json.dumps({"event": name, "data": data, **(more or {})}, ensure_ascii=False), flush=True)
