"""socket.io: every event is answered, a refusal with a kind sentence, and none can end the process."""

from __future__ import annotations

import logging as stdlib_logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import socketio

from casebook.errors import CasebookError, UnfitText, UnknownConversation
from frontdoor import reading, sessions
from frontdoor.arrivals import Arrivals, Emit
from frontdoor.limits import Window
from frontdoor.listening import Listener
from frontdoor.parts import Parts
from frontdoor.reading import Refused
from frontdoor.seats import Seat
from frontdoor.turns import Turns
from ground import addresses, logging

FRAME_BYTES = 256 * 1024
WRITING_EACH_S = 2.0
Answer = dict[str, Any]
Event = Callable[[Seat, tuple[Any, ...]], Awaitable[Answer | None]]

log = logging.get("frontdoor")


def server(origins: tuple[str, ...]) -> socketio.AsyncServer:
    """The socket.io server: exact origins, no foreign credentials, silent about what is sent."""
    silent = stdlib_logging.Logger("socket.io", stdlib_logging.CRITICAL + 1)
    return socketio.AsyncServer(
        async_mode="sanic",
        cors_allowed_origins=list(origins),
        cors_credentials=False,
        max_http_buffer_size=FRAME_BYTES,
        http_compression=False,
        logger=silent,
        engineio_logger=silent,
    )


class Sockets:
    """The events that a browser may send, and the refusal of all others."""

    def __init__(
        self, parts: Parts, arrivals: Arrivals, listener: Listener, turns: Turns, emit: Emit
    ) -> None:
        """`emit(event, data, to=sid)` sends to one browser."""
        self._parts, self._arrivals, self._listener, self._turns = parts, arrivals, listener, turns
        self._emit = emit
        self._writing = Window(time.monotonic, limit=1, length=WRITING_EACH_S)
        self._events: dict[str, Event] = {
            "session_request": self._session_request,
            "user_uttered": self._user_uttered,
            "catch_up": self._catch_up,
            "typing": self._typing,
            "leave": self._leave,
        }

    def attach(self, sio: socketio.AsyncServer) -> None:
        """Have the server call here."""
        sio.on("connect", self._connect)
        sio.on("disconnect", self._disconnect)
        sio.on("*", self._any)

    async def _connect(self, sid: str, environ: Any = None, *_: Any) -> None:
        # a browser may send an event of this name: only the first call for a socket is the server's own
        if self._parts.seats.at(sid) is None and isinstance(environ, dict):
            request = environ["sanic.request"]
            forwarded = request.headers.get("x-forwarded-for")
            address = addresses.client(request.ip, forwarded, self._parts.settings.trusted_proxies)
            self._parts.seats.take(sid, address)

    async def _disconnect(self, sid: str, *_: Any) -> None:
        seat = self._parts.seats.give_up(sid)
        if seat is not None:
            await self._safely(self._arrivals.gone(seat))

    async def _any(self, event: str, sid: str, *args: Any) -> Answer:
        seat = self._parts.seats.at(sid)
        handler = self._events.get(event)
        if seat is None or handler is None:
            return self._refusal("no_session" if seat is None else "not_known")
        return await self._safely(handler(seat, args))

    async def _safely(self, work: Awaitable[Answer | None]) -> Answer:
        try:
            return await work or {"ok": True}
        except Refused as refused:
            return self._refusal(refused.error)
        except UnfitText:
            return self._refusal("unreadable")
        except UnknownConversation:
            return self._refusal("no_session")
        except CasebookError as error:
            log.error("not_kept", error=type(error).__name__)
        except Exception as error:
            log.error("event_failed", error=type(error).__name__, file=logging.where(error))
        return self._refusal("not_kept")

    def _refusal(self, error: str) -> Answer:
        self._parts.metrics.refused.labels(error).inc()
        return {"ok": False, "error": error, "say": self._parts.content.words.say(f"refused_{error}")}

    async def _session_request(self, seat: Seat, args: tuple[Any, ...]) -> Answer | None:
        try:
            conv = await self._arrivals.open(seat, args)
        except Refused as refused:
            # a page need not wait for an acknowledgement of this event, and must not wait for nothing
            answer = self._refusal(refused.error)
            await self._emit("refused", answer, to=seat.sid)
            return answer
        self._turns.wake(conv)
        return None

    async def _user_uttered(self, seat: Seat, args: tuple[Any, ...]) -> Answer:
        conv = seat.conversation
        stored, shows = await self._listener.hear(seat, args)
        assert conv is not None
        self._arrivals.seen(conv)
        if shows:
            self._arrivals.tell(conv)
        self._turns.wake(conv, None if stored.settled else stored.seq)
        return {"ok": True, "seq": stored.seq}

    async def _catch_up(self, seat: Seat, args: tuple[Any, ...]) -> None:
        conv, since = _place(seat), reading.since(args)
        self._arrivals.seen(conv)
        await self._arrivals.tell_from(seat, conv, min(since, seat.cursor))

    async def _typing(self, seat: Seat, _: tuple[Any, ...]) -> None:
        conv = _place(seat)
        self._arrivals.seen(conv)
        if seat.holder == "facilitator" and self._writing.take(conv):
            await self._parts.book.run(sessions.note_writing, conv)

    async def _leave(self, seat: Seat, _: tuple[Any, ...]) -> None:
        conv = _place(seat)
        # this one stays connected for its answer; every other tab is let go
        self._parts.seats.leave(seat)
        await self._arrivals.leave(conv)


def _place(seat: Seat) -> str:
    if seat.conversation is None:
        raise Refused("no_session")
    return seat.conversation
