"""Tells each browser what is new in its conversation: rows, holder, and which turns are done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import socketio

from casebook import Casebook, conversations, messages
from casebook.errors import CasebookError, Erased, UnknownConversation
from casebook.messages import Row
from frontdoor import notices, rows
from frontdoor.parts import Parts
from frontdoor.seats import Seat
from ground import logging

log = logging.get("frontdoor")
_BEFORE = 30
# How many rows are read at once: a page that comes to a long talk is told all of it, piece by piece.
_PAGE = 1000


@dataclass(frozen=True)
class News:
    """What was read at one moment."""

    holder: str
    change: int
    rows: list[Row]
    more: bool
    unsettled: frozenset[int]
    writes_at: datetime | None


def news(book: Casebook, conv: str, after: int) -> News | None:
    """What came after `after`; None when the conversation has ended or gone."""
    with book.read() as tx:
        try:
            found = conversations.get(tx, conv)
            if found.ended_at is not None:
                return None
            unsettled = frozenset(one.seq for one in messages.waiting(tx, conv))
            new = messages.since(tx, conv, after, _PAGE)
            more, writes_at = len(new) == _PAGE, found.facilitator_writes_at
            return News(found.holder, found.changed, new, more, unsettled, writes_at)
        except (UnknownConversation, Erased):
            return None


def last_asked(book: Casebook, conv: str, until: int) -> int | None:
    """The last message of the person's up to `until`, if near: its turn may have ended unseen."""
    with book.read() as tx:
        near = messages.since(tx, conv, max(0, until - _BEFORE), _BEFORE)
        return max((row.seq for row in near if row.side == rows.PERSON and row.seq <= until), default=None)


class Delivery:
    """Reads what is new and emits it; one reader a seat at a time, so that order holds."""

    def __init__(self, sio: socketio.AsyncServer, parts: Parts) -> None:
        self._sio, self._seats, self._book, self._content = sio, parts.seats, parts.book, parts.content
        self._kept: set[str] = set()

    @contextmanager
    def seats_kept(self, conv: str) -> Iterator[None]:
        """Let nobody go from `conv` meanwhile: what is ending it has something to tell them first."""
        self._kept.add(conv)
        try:
            yield
        finally:
            self._kept.discard(conv)

    async def to_conversation(self, conv: str) -> None:
        """Bring everyone who sits in it up to date."""
        for seat in self._seats.of(conv):
            try:
                await self.to_seat(seat)
            except CasebookError as error:
                log.warning("delivery_waits", conversation=conv, error=type(error).__name__)

    async def to_seat(self, seat: Seat) -> None:
        """Bring one browser up to date; one whose conversation is over is let go."""
        conv = seat.conversation
        if conv is not None and await self._told_of_facilitator(seat, conv):
            await self._book.run(notices.write, conv, self._content)
            await self._told_of_facilitator(seat, conv)

    async def typing(self, conv: str, who: str) -> None:
        """Show that someone is about to answer."""
        for seat in self._seats.of(conv):
            await self._emit(seat, "typing", {"from": who})

    async def _told_of_facilitator(self, seat: Seat, conv: str) -> bool:
        """Tell what is new; True when a facilitator came or went."""
        async with seat.telling:
            before, more = seat.holder, True
            while more:
                new = await self._book.look(news, conv, seat.cursor)
                if seat.conversation != conv:
                    return False
                if new is None:
                    if conv not in self._kept:
                        await self._let_go(seat)
                    return False
                await self._tell(seat, new)
                more = new.more
            seat.told = new.change
            return before != seat.holder and "facilitator" in (before, seat.holder)

    async def _tell_writing(self, seat: Seat, new: News) -> None:
        # only what changed under the seat's eyes: how long ago the rest was, nobody knows
        fresh = seat.holder == "facilitator" and new.writes_at not in (None, seat.writes_at)
        seat.writes_at = new.writes_at
        if fresh:
            await self._emit(seat, "typing", {"from": "facilitator"})

    async def _tell(self, seat: Seat, new: News) -> None:
        await self._tell_writing(seat, new)
        if new.holder != seat.holder:
            seat.holder = new.holder
            await self._emit(seat, "holder", {"holder": new.holder})
        for row in new.rows:
            await self._tell_row(seat, row)
        if new.more:
            return
        for seq in sorted(seat.waiting - new.unsettled):
            await self._emit(seat, "turn_done", {"seq": seq, "through": seat.cursor})
        seat.waiting &= new.unsettled

    async def _tell_row(self, seat: Seat, row: Row) -> None:
        if row.seq <= seat.cursor:
            return
        if row.side == rows.PERSON:
            seat.waiting.add(row.seq)
        if row.side != rows.PERSON or row.client_id not in seat.sent:
            await self._emit(seat, *rows.event(row))
        seat.cursor = row.seq

    async def _let_go(self, seat: Seat) -> None:
        self._seats.leave(seat)
        await self._sio.disconnect(seat.sid)

    async def _emit(self, seat: Seat, event: str, data: Any) -> None:
        await self._sio.emit(event, data, to=seat.sid)
