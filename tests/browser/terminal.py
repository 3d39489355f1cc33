"""A person at `./guide talk --json`."""

import json
import subprocess
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from commands.serving.temporary import Installation
from tests.browser.conftest import ROOT


class PersonAtTerminal:
    """Says one thing at a time and reads what comes until the turn is done."""

    def __init__(self, house: Installation) -> None:
        self._talk = subprocess.Popen(
            [ROOT / "guide", "talk", "--json"],
            env=house.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._new: list[dict[str, Any]] = []
        self._read(lambda event: bool(event.get("choices")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._talk.stdin
        self._talk.stdin.close()
        self._talk.wait(10)

    def shown(self) -> str:
        return "\n\n".join(event["data"]["text"] for event in self._new if event["event"] == "bot_uttered")

    def offered(self) -> Sequence[str]:
        return [choice["title"] for event in self._new for choice in event.get("choices", ())]

    def press(self, *titles: str) -> None:
        numbers = {
            choice["title"]: choice["number"] for event in self._new for choice in event.get("choices", ())
        }
        pressed = [numbers[title] for title in titles]
        self._say({"press": pressed if len(pressed) > 1 else pressed[0]})

    def type(self, text: str) -> None:
        self._say({"message": text})

    def _say(self, line: dict[str, Any]) -> None:
        assert self._talk.stdin
        self._new = []
        self._talk.stdin.write(json.dumps(line) + "\n")
        self._talk.stdin.flush()
        self._read(lambda event: event["event"] in ("turn_done", "late"))

    def _read(self, over: Any) -> None:
        for line in self._talk.stdout or ():
            self._new.append(json.loads(line))
            if over(self._new[-1]):
                return
        raise AssertionError(f"the talk ended: {self._new}")
