"""Coming, staying away, leaving: what opens, keeps and ends a session (contracts.md 2 and 7)."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from casebook.erasure import Proof
from frontdoor import reading, sessions
from frontdoor.delivery import Delivery, last_asked
from frontdoor.limits import Window
from frontdoor.parts import Parts
from frontdoor.reading import Refused
from frontdoor.seats import Seat
from frontdoor.tasks import Tasks
from ground.addresses import is_loopback

Emit = Callable[..., Awaitable[None]]
_MOST_REMEMBERED = 20_000


class Arrivals:
    """Seats people in their conversations and remembers when each was last seen."""

    def __init__(self, parts: Parts, delivery: Delivery, tasks: Tasks, emit: Emit) -> None:
        """`emit(event, data, to=sid)` sends to one browser."""
        self._parts, self._delivery, self._tasks, self._emit = parts, delivery, tasks, emit
        self._new = Window(time.monotonic)
        self._seen: dict[str, datetime] = {}

    async def open(self, seat: Seat, args: Sequence[Any]) -> str:
        """`session_request`: carry on or begin, tell what came after `since`; returns the conversation."""
        session_id, since = reading.session(args)
        found = None
        if session_id is not None:
            found = await self._parts.book.look(sessions.resume, session_id, self.last_seen)
        if session_id is None or found is None:
            session_id, conv, since = *await self._begin(seat), 0
        else:
            conv, since = found.id, min(since, found.last_seq)
        await self._sit_down(seat, session_id, conv, since)
        return conv

    async def tell_from(self, seat: Seat, conv: str, since: int) -> None:
        """Tell a browser what came after `since`, and whether its last message is done with."""
        asked = await self._parts.book.look(last_asked, conv, since) if since else None
        async with seat.telling:
            seat.cursor, seat.waiting = since, {asked} if asked else set()
            seat.sent.clear()
        await self._delivery.to_seat(seat)

    def seen(self, conv: str) -> None:
        """The person is there."""
        if len(self._seen) > _MOST_REMEMBERED:
            oldest = self._parts.clock.now() - sessions.IDLE
            self._seen = {conv: at for conv, at in self._seen.items() if at > oldest}
        self._seen[conv] = self._parts.clock.now()

    def last_seen(self, conv: str) -> datetime | None:
        """When the person was last there, as far as this process knows: now, while a page is open."""
        return self._parts.clock.now() if self._parts.seats.of(conv) else self._seen.get(conv)

    async def gone(self, seat: Seat) -> None:
        """The socket has closed; the last one of a conversation tells the desk."""
        conv = seat.conversation
        if conv is not None and not self._parts.seats.of(conv):
            self.seen(conv)
            await self._parts.book.run(sessions.note_presence, conv, False)

    async def leave(self, conv: str) -> None:
        """The quick exit: every tab that still sits in this conversation is let go."""
        await self._parts.book.run(sessions.leave, conv)
        self._seen.pop(conv, None)
        self.tell(conv)

    async def leave_session(self, session_id: str) -> None:
        """The quick exit of a page that has gone; silent about sessions that are not there."""
        found = await self._parts.book.look(sessions.resume, session_id, self.last_seen)
        if found is not None:
            await self.leave(found.id)

    async def start_anew(self, conv: str, proof: Proof) -> None:
        """Everything was deleted: whoever still sits there gets a new session that says so and proves it."""
        self._seen.pop(conv, None)
        for seat in self._parts.seats.of(conv):
            session_id, fresh = await self._parts.book.run(
                sessions.begin_after_erasure, self._parts.content.words, proof
            )
            await self._sit_down(seat, session_id, fresh, 0)

    def tell(self, conv: str) -> None:
        """Something was said here: tell everyone who sits in it, soon."""
        self._tasks.soon(self._delivery.to_conversation(conv))

    def changed(self, changes: Mapping[str, int]) -> None:
        """The casebook changed, in this process or another: tell those who do not know it yet."""
        for conv, change in changes.items():
            if any(seat.told < change for seat in self._parts.seats.of(conv)):
                self.tell(conv)

    async def _begin(self, seat: Seat) -> tuple[str, str]:
        exempt = self._parts.settings.test and is_loopback(seat.address)
        if not exempt and not self._new.take(seat.address):
            raise Refused("too_many_sessions")
        self._parts.metrics.sessions.inc()
        return await self._parts.book.run(sessions.begin, self._parts.content.words)

    async def _sit_down(self, seat: Seat, session_id: str, conv: str, since: int) -> None:
        self._parts.seats.join(seat, conv, since)
        self.seen(conv)
        await self._emit("session_confirm", session_id, to=seat.sid)
        await self.tell_from(seat, conv, since)
        self._tasks.soon(self._parts.book.run(sessions.note_presence, conv, True))
