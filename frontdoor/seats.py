"""Who is connected: one seat a socket, several seats a conversation (tabs, devices)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Seat:
    """One socket and how far it has been told; `conversation` is None until a session is open.

    `cursor` is the last row, `told` the number of the last change that it knows of.
    """

    sid: str
    address: str
    conversation: str | None = None
    cursor: int = 0
    told: int = -1
    holder: str | None = None
    writes_at: datetime | None = None
    sent: set[str] = field(default_factory=set)
    waiting: set[int] = field(default_factory=set)
    telling: asyncio.Lock = field(default_factory=asyncio.Lock)


class Seats:
    """All seats of this process."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Seat] = {}
        self._by_conversation: defaultdict[str, list[Seat]] = defaultdict(list)
        self._locks: dict[str, asyncio.Lock] = {}

    def __len__(self) -> int:
        return len(self._by_sid)

    def take(self, sid: str, address: str) -> None:
        """A socket has connected."""
        self._by_sid.setdefault(sid, Seat(sid, address))

    def at(self, sid: str) -> Seat | None:
        """The seat of a socket."""
        return self._by_sid.get(sid)

    def of(self, conversation: str) -> list[Seat]:
        """The seats of a conversation, in the order they came."""
        return list(self._by_conversation.get(conversation, ()))

    def held_by(self, holder: str) -> list[str]:
        """The conversations that someone sits in and that `holder` holds, as far as the seats were told."""
        sat_in = list(self._by_conversation.items())
        return [conv for conv, seats in sat_in if any(seat.holder == holder for seat in seats)]

    def join(self, seat: Seat, conversation: str, since: int) -> None:
        """Put the seat into a conversation, told up to `since`."""
        self._leave(seat)
        seat.conversation, seat.cursor, seat.told, seat.holder = conversation, since, -1, None
        seat.sent.clear()
        seat.waiting.clear()
        self._by_conversation[conversation].append(seat)

    def leave(self, seat: Seat) -> None:
        """Take the seat out of its conversation; it stays connected."""
        self._leave(seat)
        seat.conversation = None

    def give_up(self, sid: str) -> Seat | None:
        """The socket has gone; returns the seat as it was."""
        seat = self._by_sid.pop(sid, None)
        if seat is not None:
            self._leave(seat)
        return seat

    def in_turn(self, conversation: str) -> asyncio.Lock:
        """The lock that keeps the messages of one conversation in the order they came."""
        if len(self._locks) > 10_000:
            self._locks = {conv: lock for conv, lock in self._locks.items() if lock.locked()}
        return self._locks.setdefault(conversation, asyncio.Lock())

    def _leave(self, seat: Seat) -> None:
        seats = self._by_conversation.get(seat.conversation or "", [])
        if seat in seats:
            seats.remove(seat)
        if not seats:
            self._by_conversation.pop(seat.conversation or "", None)
