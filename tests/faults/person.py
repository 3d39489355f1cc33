"""A person behind a bad line: says each thing until it is acknowledged, and asks for what was missed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, ClassVar

import socketio
from socketio import exceptions

ACKNOWLEDGED_S = 4.0
PAUSE_S = 0.05
LOST = (exceptions.SocketIOError, exceptions.TimeoutError, TimeoutError, OSError, AssertionError, ValueError)


class Person:
    """Does what the chat page does: the same id for the same words, `since` the last number that was seen.

    `private` gathers what nobody but the two sides may ever read: words and session ids of everybody.
    """

    private: ClassVar[set[str]] = set()

    def __init__(self, url: str) -> None:
        self.url = url
        self.session: str | None = None
        self.sessions: list[str] = []
        self.rows: dict[int, tuple[str, str]] = {}
        self.contradictions: list[tuple[int, Any, Any]] = []
        self.acknowledged: dict[str, int] = {}
        self.refused: list[str] = []
        self.customs: list[dict[str, Any]] = []
        self.joined = 0
        self._io: socketio.AsyncClient | None = None

    async def say(self, text: str, client_id: str) -> int:
        """Say it until it is acknowledged; returns its number."""
        self.private.add(text)
        while client_id not in self.acknowledged:
            try:
                await self._joined()
                assert self._io
                said = {"message": text, "id": client_id}
                answer = await self._io.call("user_uttered", said, timeout=ACKNOWLEDGED_S)
                assert answer is not None  # a front door that is stopped acknowledges with nothing
                if answer["ok"]:
                    self.acknowledged[client_id] = answer["seq"]
                    self._note(answer["seq"], "person", text)
                else:
                    self.refused.append(answer["error"])
                    await asyncio.sleep(0.3)
            except LOST:
                await self.hang_up()
        return self.acknowledged[client_id]

    async def until(self, true: Callable[[], Any], within: float) -> None:
        """Stay on the line, coming back whenever it drops, until `true`."""
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, (self.session, sorted(self.rows.items())[-4:])
            try:
                await self._joined()
            except LOST:
                await self.hang_up()
            await asyncio.sleep(0.02)

    @property
    def texts(self) -> list[str]:
        """What was said by anybody, in order."""
        return [text for _, (_, text) in sorted(self.rows.items())]

    @property
    def is_whole(self) -> bool:
        """Whether every number from the first to the last is there."""
        return sorted(self.rows) == list(range(1, len(self.rows) + 1))

    @property
    def last_whole(self) -> int:
        """The last number up to which nothing is missing."""
        last = 0
        while last + 1 in self.rows:
            last += 1
        return last

    @property
    def references(self) -> set[str]:
        """The references in the receipts that this person was shown."""
        return {one["reference"] for one in self.customs if one["type"] == "receipt" and one["reference"]}

    async def hang_up(self) -> None:
        """Let the line drop."""
        if self._io is not None:
            io, self._io = self._io, None
            try:
                await asyncio.wait_for(io.disconnect(), 1)
            except (*LOST, asyncio.CancelledError):
                pass
            if io.eio.http is not None and not io.eio.http.closed:
                await io.eio.http.close()
        await asyncio.sleep(PAUSE_S)

    async def _joined(self) -> None:
        if self._io is not None and self._io.connected:
            return
        await self.hang_up()
        self._io = socketio.AsyncClient(reconnection=False)
        self._io.on("session_confirm", self._confirmed)
        self._io.on("bot_uttered", self._bot)
        self._io.on("person_uttered", self._person)
        try:
            await self._io.connect(self.url, transports=["websocket"], wait_timeout=ACKNOWLEDGED_S)
        except (
            TypeError
        ) as error:  # engineio takes the close of a server that goes down just then for a packet
            raise exceptions.ConnectionError(str(error)) from error
        asked = {"session_id": self.session, "since": self.last_whole} if self.session else {}
        answer = await self._io.call("session_request", asked, timeout=ACKNOWLEDGED_S)
        assert answer == {"ok": True}, answer
        self.joined += 1

    async def _confirmed(self, session: str) -> None:
        self.session = session
        self.private.add(session)
        if session not in self.sessions:
            self.sessions.append(session)

    async def _bot(self, data: dict[str, Any]) -> None:
        self._note(data["seq"], data["from"], data["text"])
        if data.get("custom"):
            self.customs.append(data["custom"])

    async def _person(self, data: dict[str, Any]) -> None:
        self._note(data["seq"], "person", data["text"])

    def _note(self, seq: int, side: str, text: str) -> None:
        before = self.rows.setdefault(seq, (side, text))
        if before != (side, text):
            self.contradictions.append((seq, before, (side, text)))
