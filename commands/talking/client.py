"""One conversation with the front door over socket.io, as the chat page has it."""

import asyncio
import uuid
from collections.abc import Mapping
from typing import Any

import socketio

from commands.tools.trouble import Trouble

HEARD = ("session_confirm", "bot_uttered", "person_uttered", "turn_done", "typing", "holder")
ANSWER_SECONDS = 60.0
RAW_ANSWER_SECONDS = 5.0
Event = tuple[str, Any]


class Conversation:
    """What comes from the front door stands in `events`, in the order that it came."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.session: str | None = None
        self.seen = 0
        self.socket = socketio.AsyncClient()
        self.socket.on("connect", self._ask_for_session)
        for name in HEARD:
            self.socket.on(name, self._hear(name))

    async def open(self) -> None:
        """Connects and asks for a session; raises Trouble where nothing answers."""
        try:
            await self.socket.connect(self.url, wait_timeout=10)
        except socketio.exceptions.ConnectionError:
            raise Trouble(f"nothing answers at {self.url}: start the guide with ./guide run") from None

    async def close(self) -> None:
        await self.socket.disconnect()

    async def say(self, said: Mapping[str, Any]) -> Any:
        """Sends {message} or {picks}; returns the acknowledgement, or None where none came in time."""
        return await self.emit("user_uttered", {"id": str(uuid.uuid4()), **said}, ANSWER_SECONDS)

    async def emit(self, name: str, data: Any, seconds: float = RAW_ANSWER_SECONDS) -> Any:
        """Sends any event; returns its acknowledgement, or None where none came in time."""
        try:
            return await self.socket.call(name, data, timeout=seconds)
        except (socketio.exceptions.TimeoutError, socketio.exceptions.SocketIOError):
            return None

    async def _ask_for_session(self) -> None:
        known = {"session_id": self.session, "since": self.seen} if self.session else {}
        await self.socket.emit("session_request", known)

    def _hear(self, name: str) -> Any:
        async def hear(data: Any = None) -> None:
            if name == "session_confirm":
                self.session = data if isinstance(data, str) else data["session_id"]
            if isinstance(data, dict) and name.endswith("_uttered"):
                self.seen = max(self.seen, data["seq"])
            await self.events.put((name, data))

        return hear
