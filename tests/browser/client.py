"""A person at one of the two programs that docs/clients.md prints, run as it stands there."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from commands.talking.choices import offered
from tests.browser.conftest import ROOT

Event = dict[str, Any]


def program(language: str) -> str:
    """The block of docs/clients.md in this language."""
    page = (ROOT / "docs" / "clients.md").read_text("utf-8")
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(found)


class PersonAtClient:
    """Says one thing at a time and reads what comes until the turn is done; `ack` is the last answer."""

    def __init__(self, words: Sequence[str | Path], folder: Path, path: str) -> None:
        self._client = subprocess.Popen(
            words, cwd=folder, env={"PATH": path}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.ack: Event = {}
        self.session = ""
        self.new: list[Event] = []
        self.read(lambda event: bool(event["event"] == "bot_uttered" and event["data"].get("quick_replies")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._client.stdin
        self._client.stdin.close()
        self._client.wait(20)

    @property
    def bot(self) -> list[Event]:
        return [event["data"] for event in self.new if event["event"] == "bot_uttered"]

    def shown(self) -> str:
        return "\n\n".join(message["text"] for message in self.bot)

    def offered(self) -> Sequence[str]:
        return [choice.title for message in self.bot for choice in offered(message)]

    def press(self, *titles: str) -> None:
        known = {choice.title: choice.payload for message in self.bot for choice in offered(message)}
        payloads = [known[title] for title in titles]
        self.say({"message": payloads[0]} if len(payloads) == 1 else {"picks": payloads})

    def type(self, text: str) -> None:
        self.say({"message": text})

    def say(self, message: Event) -> None:
        """Says it and reads its acknowledgement and, where it was taken, the whole turn."""
        self.new = []
        self.emit("user_uttered", message)
        self.read(lambda event: event["event"] == "ack")
        self.ack = self.new[-1]["data"]
        if self.ack.get("error") == "too_fast":
            # as docs/clients.md asks of a program
            time.sleep(2)
            return self.say(message)
        done = {event["data"]["seq"] for event in self.new if event["event"] == "turn_done"}
        if self.ack["ok"] and self.ack["seq"] not in done:
            self.read(lambda event: event["event"] == "turn_done" and event["data"]["seq"] == self.ack["seq"])

    def emit(self, event: str, data: Event) -> None:
        assert self._client.stdin
        self._client.stdin.write(json.dumps({"event": event, "data": data}) + "\n")
        self._client.stdin.flush()

    def read(self, over: Callable[[Event], bool]) -> None:
        """Takes in what comes, up to the first event that `over` names."""
        for line in self._client.stdout or ():
            self.new.append(json.loads(line))
            if self.new[-1]["event"] == "session_confirm":
                self.session = self.new[-1]["data"]
            if over(self.new[-1]):
                return
        raise AssertionError(f"the client ended: {self.new[-3:]}")
