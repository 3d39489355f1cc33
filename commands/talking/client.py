"""One conversation with the front door over socket.io, as the chat page has it."""

import asyncio
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import socketio

from commands.tools.trouble import Trouble

HEARD = ("session_confirm", "bot_uttered", "person_uttered", "turn_done", "typing", "holder")
ANSWER_SECONDS = 60.0
RAW_ANSWER_SECONDS = 5.0
GREETING_SECONDS = 10.0
# The front door takes five messages a second (contracts.md 2).
TOO_FAST = "too_fast"
PAUSE_S = 0.25
MOST_TIMES = 40
Event = tuple[str, Any]


class Conversation:
    """Hands every event to `show` as it comes, also while nothing was said."""

    def __init__(self, url: str, show: Callable[[Event], None]) -> None:
        self._url = url
        self._show = show
        self._session: str | None = None
        self._seen = 0
        self._done = 0
        self._news = asyncio.Condition()
        self._socket = socketio.AsyncClient()
        self._socket.on("connect", self._ask_for_session)
        for name in HEARD:
            self._socket.on(name, self._hear(name))

    async def open(self) -> None:
        """Connects and waits for the first words; raises Trouble where nothing answers."""
        try:
            await self._socket.connect(self._url, wait_timeout=10)
        except socketio.exceptions.ConnectionError:
            raise Trouble(f"nothing answers at {self._url}: start the guide with ./guide run") from None
        await self._until(lambda: self._seen > 0, GREETING_SECONDS)

    async def close(self) -> None:
        await self._socket.disconnect()

    async def say(self, said: Mapping[str, Any]) -> Any:
        """Sends {message} or {picks}; returns the acknowledgement, or None where none came in time.

        What comes too fast for one person is sent again a little later.
        """
        message = {"id": str(uuid.uuid4()), **said}
        for _ in range(MOST_TIMES):
            answer = await self.emit("user_uttered", message, ANSWER_SECONDS)
            if not isinstance(answer, dict) or answer.get("error") != TOO_FAST:
                break
            await asyncio.sleep(PAUSE_S)
        return answer

    async def emit(self, name: str, data: Any, seconds: float = RAW_ANSWER_SECONDS) -> Any:
        """Sends any event; returns its acknowledgement, or None where none came in time."""
        try:
            return await self._socket.call(name, data, timeout=seconds)
        except (socketio.exceptions.TimeoutError, socketio.exceptions.SocketIOError):
            return None

    async def settled(self, seq: int) -> bool:
        """Waits until nothing more will come for the message `seq`; False when that takes over a minute."""
        return await self._until(lambda: self._done >= seq, ANSWER_SECONDS)

    async def _until(self, met: Callable[[], bool], seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds), self._news:
                return await self._news.wait_for(met)
        except TimeoutError:
            return False

    async def _ask_for_session(self) -> None:
        known = {"session_id": self._session, "since": self._seen} if self._session else {}
        await self._socket.emit("session_request", known)

    def _hear(self, name: str) -> Any:
        async def hear(data: Any = None) -> None:
            self._remember(name, data)
            self._show((name, data))
            async with self._news:
                self._news.notify_all()

        return hear

    def _remember(self, name: str, data: Any) -> None:
        if name == "session_confirm":
            self._session = data
        elif name == "turn_done":
            self._done = max(self._done, data["seq"])
        elif name.endswith("_uttered"):
            self._seen = max(self._seen, data["seq"])
