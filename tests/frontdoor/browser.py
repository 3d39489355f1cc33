"""What a browser does, with the real socket.io client."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import socketio

SOON_S = 20.0  # on a machine that does other work too
Event = tuple[str, Any]


class Browser:
    """One tab: everything it was sent, in order."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.events: list[Event] = []
        self.session = ""
        self._io = socketio.AsyncClient(reconnection=False)
        self._io.on("*", self._note)

    async def connect(self, **headers: str) -> Browser:
        await self._io.connect(self.url, headers=headers, transports=["websocket"], wait_timeout=SOON_S)
        return self

    async def open(self, session: str | None = None, since: int | None = None) -> Browser:
        """Ask for a session and wait until it is confirmed and told from the start."""
        asked = {"session_id": session, "since": since}
        before = len(self.of("session_confirm"))
        answer = await self.call("session_request", {k: v for k, v in asked.items() if v is not None})
        assert answer == {"ok": True}, answer
        await self.until(lambda: len(self.of("session_confirm")) > before)
        self.session = self.of("session_confirm")[-1]
        return self

    async def call(self, event: str, *data: Any) -> Any:
        return await self._io.call(event, data[0] if len(data) == 1 else data, timeout=10)

    async def emit(self, event: str, data: Any = None) -> None:
        await self._io.emit(event, data)

    async def say(self, message: Any, **more: Any) -> dict[str, Any]:
        return await self.call("user_uttered", {"message": message, **more})

    async def said_and_done(self, message: str, **more: Any) -> int:
        """Say something and wait until its turn is done; returns its seq."""
        answer = await self.say(message, **more)
        assert answer["ok"], answer
        await self.done(answer["seq"])
        return int(answer["seq"])

    async def done(self, seq: int) -> dict[str, Any]:
        await self.until(lambda: any(one["seq"] == seq for one in self.of("turn_done")))
        return next(one for one in self.of("turn_done") if one["seq"] == seq)

    async def until(self, true: Callable[[], Any], within: float = SOON_S) -> None:
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, self.events[-6:]
            await asyncio.sleep(0.01)

    def of(self, event: str) -> list[Any]:
        return [data for name, data in self.events if name == event]

    @property
    def bot(self) -> list[dict[str, Any]]:
        return self.of("bot_uttered")

    @property
    def texts(self) -> list[str]:
        return [one["text"] for one in self.bot]

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Every row by seq, whichever side said it."""
        said = [one for name, one in self.events if name in ("bot_uttered", "person_uttered")]
        return sorted((one["seq"], one["text"]) for one in said)

    def payload(self, title: str) -> str:
        """The newest button of this title."""
        for one in reversed(self.bot):
            for button in [*one.get("quick_replies", ()), *one.get("custom", {}).get("options", ())]:
                if button["title"] == title:
                    return str(button["payload"])
        raise AssertionError(title)

    @property
    def is_connected(self) -> bool:
        return bool(self._io.connected)

    async def close(self) -> None:
        await self._io.disconnect()
        await self._io.wait()

    async def _note(self, event: str, *data: Any) -> None:
        self.events.append((event, data[0] if data else None))
