"""Shows a conversation to a person at a terminal."""

from typing import Any

from commands.talking.choices import Choices
from commands.talking.client import Event

NAMES = {"guide": "", "facilitator": "[facilitator] ", "service": "[service] "}


class Screen:
    """Prints each message and the numbers of what can be pressed."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def show(self, event: Event) -> None:
        name, data = event
        if name == "bot_uttered":
            self._message(data)
        elif name == "holder" and data.get("holder") != "guide":
            print(f"  (this conversation is with: {data['holder']})")
        elif name == "ack" and not (data or {}).get("ok"):
            print(f"  {(data or {}).get('say') or '(that could not be sent)'}")
        elif name == "late":
            print("  (no answer came within a minute)")

    def _message(self, message: dict[str, Any]) -> None:
        print(f"\n{NAMES.get(message.get('from', ''), '')}{message.get('text') or ''}")
        for number, title in self._choices.add(message):
            print(f"  {number:2d}  {title}")
