"""A person at the front door, of whose talk every word is written down."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, NamedTuple

from commands.talking.choices import Choices
from commands.talking.client import Conversation, Event
from commands.tools.trouble import Trouble

GREETED_WITHIN_S = 20
# A busy machine may not have kept a message: it says so, and the person sends it again.
NOT_KEPT = "not_kept"
PAUSE_S = 0.25
MOST_TIMES = 40


class Said(NamedTuple):
    """One thing that was said: by whom, what, and what could then be pressed."""

    by: str
    text: str
    offered: tuple[str, ...] = ()


class PersonAtDoor:
    """Someone at a screen (commands/browsing/walk.py); `said` is the talk so far, in order."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._choices = Choices()
        self._new: list[dict[str, Any]] = []
        self._said: dict[tuple[int, int], Said] = {}
        self._visit = 0
        self.receipts: list[dict[str, Any]] = []
        self._open()

    @property
    def said(self) -> list[Said]:
        return [self._said[place] for place in sorted(self._said)]

    def shown(self) -> str:
        return "\n\n".join(message["text"] for message in self._new)

    def offered(self) -> Sequence[str]:
        return self._choices.titles

    def press(self, *titles: str) -> None:
        if unknown := set(titles) - set(self.offered()):
            raise Trouble(f"{sorted(unknown)} cannot be pressed, only {list(self.offered())}")
        pressed = [self._choices.pressed_by(title)["message"] for title in titles]
        self._do(
            {"picks": pressed} if len(pressed) > 1 else {"message": pressed[0]}, " · ".join(titles), "pressed"
        )

    def type(self, text: str) -> None:
        self._do({"message": text}, text, "typed")

    def come_back(self) -> None:
        """Opens the page anew, as somebody who has nothing but the code."""
        code = self.receipts[-1]["code"]
        self._run(self._conversation.close())
        self._open()
        self.type(code)

    def leave(self) -> None:
        self._run(self._conversation.close())
        self._loop.close()

    def _open(self) -> None:
        self._visit += 1
        self._conversation = Conversation(self._url, self._hear)
        self._begin_anew()
        self._run(self._conversation.open())
        self._run(self._until_something_can_be_pressed())

    async def _until_something_can_be_pressed(self) -> None:
        """The greeting is more than one message; its choices come last."""
        async with asyncio.timeout(GREETED_WITHIN_S):
            while not self._choices.titles:
                await asyncio.sleep(0.05)

    def _begin_anew(self) -> None:
        self._new = []
        self._choices.clear()

    def _do(self, message: dict[str, Any], words: str, by: str) -> None:
        self._begin_anew()
        answer = self._run(self._kept(message))
        if not (answer or {}).get("ok"):
            raise Trouble(f"the front door did not take {words!r}: {answer}")
        self._said[self._visit, answer["seq"]] = Said(by, words)
        if not self._run(self._conversation.settled(answer["seq"])):
            raise Trouble(f"no answer came to {words!r}")

    async def _kept(self, message: dict[str, Any]) -> dict[str, Any] | None:
        answer: dict[str, Any] | None = None
        for _ in range(MOST_TIMES):
            answer = await self._conversation.say(message)
            if (answer or {}).get("error") != NOT_KEPT:
                break
            await asyncio.sleep(PAUSE_S)
        return answer

    def _hear(self, event: Event) -> None:
        name, data = event
        if name != "bot_uttered":
            return
        self._new.append(data)
        self._choices.add(data)
        offered = tuple(button["title"] for button in buttons(data))
        self._said[self._visit, data["seq"]] = Said(data.get("from", "guide"), data["text"], offered)
        if (data.get("custom") or {}).get("type") == "receipt":
            self.receipts.append(data["custom"])

    def _run(self, wanted: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(wanted)


def buttons(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Those below a message; beside each line of a summary stand two more, always the same."""
    return [*(message.get("quick_replies") or ()), *((message.get("custom") or {}).get("options") or ())]
