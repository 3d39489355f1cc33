"""Somebody who talks and is timed: what the guide, the stock bot and the echo have in common."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

import socketio

ANSWER_WITHIN_S = 60.0


class NoAnswer(Exception):
    """What was said was refused, or not answered in time."""


class Speaker(Protocol):
    """One person; `turn` says the next thing and returns the seconds until all of the answer was there."""

    async def open(self) -> None: ...

    async def turn(self) -> float: ...

    async def close(self) -> None: ...


class Line:
    """A socket.io connection to the guide or the echo, timed from the emit to `turn_done`."""

    def __init__(self, url: str, hear: Callable[[dict[str, Any]], None]) -> None:
        """`hear` is given every `bot_uttered`."""
        self._url = url
        self._hear = hear
        self._done: dict[int, asyncio.Future[float]] = {}
        self._confirmed: asyncio.Future[str] | None = None
        self._io = socketio.AsyncClient(reconnection=False)
        self.session: str | None = None

    async def open(self, session: str | None = None, since: int = 0) -> None:
        """Begin a session, or carry on with one."""
        confirmed = self._confirmed = asyncio.get_running_loop().create_future()
        self._io.on("session_confirm", self._on_confirmed)
        self._io.on("bot_uttered", self._on_bot)
        self._io.on("turn_done", self._on_done)
        await self._io.connect(self._url, transports=["websocket"], wait_timeout=30)
        asked = {"session_id": session, "since": since} if session else {}
        await self._io.emit("session_request", asked)
        self.session = await asyncio.wait_for(confirmed, ANSWER_WITHIN_S)

    async def say(self, said: dict[str, Any]) -> float:
        """Seconds until nothing more comes for what was said; raises NoAnswer."""
        begun = time.perf_counter()
        answer = await self._call("user_uttered", said)
        if not answer.get("ok"):
            raise NoAnswer(str(answer.get("error")))
        await self._await(self._future(answer["seq"]))
        return self._done.pop(answer["seq"]).result() - begun

    async def close(self) -> None:
        """Hang up."""
        await self._io.disconnect()

    async def _call(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = await self._io.call(event, data, timeout=ANSWER_WITHIN_S)
        except (socketio.exceptions.TimeoutError, socketio.exceptions.SocketIOError) as error:
            raise NoAnswer(type(error).__name__) from None
        return answer

    async def _await(self, future: asyncio.Future[float]) -> None:
        try:
            await asyncio.wait_for(asyncio.shield(future), ANSWER_WITHIN_S)
        except TimeoutError:
            raise NoAnswer("no turn_done") from None

    def _future(self, seq: int) -> asyncio.Future[float]:
        return self._done.setdefault(seq, asyncio.get_running_loop().create_future())

    async def _on_confirmed(self, session: str) -> None:
        if self._confirmed is not None and not self._confirmed.done():
            self._confirmed.set_result(session)

    async def _on_bot(self, data: dict[str, Any]) -> None:
        self._hear(data)

    async def _on_done(self, data: dict[str, Any]) -> None:
        future = self._future(data["seq"])
        if not future.done():
            future.set_result(time.perf_counter())


Make = Callable[[], Speaker]
