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
        line: dict[str, Any] = {"event": name, "data": data}
        if name == "bot_uttered":
            line["choices"] = [{"number": n, "title": title} for n, title in self._choices.add(data)]
        print(json.dumps(line, ensure_ascii=False), flush=True)
