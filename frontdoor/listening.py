"""From an event to a stored message: limits, reading, redaction, return codes, screening, T1."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from casebook import Casebook, conversations, tokens
from casebook.codes import Typed
from casebook.conversations import Conversation
from casebook.messages import Stored
from frontdoor import hearing, reading
from frontdoor.hearing import Heard
from frontdoor.limits import Buckets
from frontdoor.parts import Parts
from frontdoor.reading import Refused, Uttered
from frontdoor.return_code import ReturnCodes, meant_as_code
from frontdoor.seats import Seat

Identifying = Callable[[str], Sequence[Any]]

STAFF = "staff"
_ASKED_FOR_CONTACT = "s_contact"
_CONTACT_KINDS = frozenset({"phone", "email"})


class Listener:
    """Takes what a person says and stores it, or refuses it and changes nothing."""

    def __init__(self, parts: Parts, codes_typed: ReturnCodes, identifying: Identifying) -> None:
        """`identifying` finds in a text what may show who a patient is (`language.redaction`)."""
        self._parts, self._codes, self._identifying = parts, codes_typed, identifying
        self._speed = Buckets(time.monotonic)

    async def hear(self, seat: Seat, args: Sequence[Any]) -> tuple[Stored, bool]:
        """Store what came in `user_uttered`; whether there is something to tell before it is answered.

        Raises Refused, CasebookError.
        """
        conv = self._place(seat)
        said = reading.uttered(args)
        if said.session_id is not None:
            await self._refuse_foreign(said.session_id, conv)
        async with self._parts.seats.in_turn(conv):
            return await self._store(seat, conv, said)

    def _place(self, seat: Seat) -> str:
        if seat.conversation is None:
            raise Refused("no_session")
        if not self._speed.take(seat.conversation):
            raise Refused("too_fast")
        return seat.conversation

    async def _refuse_foreign(self, session_id: str, conv: str) -> None:
        named = await self._parts.book.look(_named, session_id)
        if named is None or named.id != conv:
            raise Refused("no_session")

    async def _store(self, seat: Seat, conv: str, said: Uttered) -> tuple[Stored, bool]:
        heard, digits = await self._heard(conv, said)
        seat.sent.add(said.id)
        with self._parts.metrics.timed("store"):
            stored = await self._parts.book.run(hearing.store, heard, self._parts.content)
        if stored.new:
            self._parts.metrics.messages.inc()
            if digits is not None and not stored.settled:
                self._codes.typed(conv, stored.seq, digits, seat.address)
        return stored, self._shows(heard, stored)

    def _shows(self, heard: Heard, stored: Stored) -> bool:
        # plain words that wait for their answer show nothing to the one page they were typed into
        plain = heard.screened is not None and heard.screened["level"] == "none"
        alone = len(self._parts.seats.of(heard.conversation)) <= 1
        return stored.settled or not (plain and alone)

    async def _heard(self, conv: str, said: Uttered) -> tuple[Heard, str | None]:
        if said.picks is not None:
            return Heard(conv, said.id, None, said.picks), None
        text = said.text or ""
        if hearing.looks_like_payload(text):
            return Heard(conv, said.id, None, (text,)), None
        code = await self._code(conv, text)
        if code is not None:
            return await self._heard_code(conv, said, code), code.digits
        await self._refuse_identifying(conv, text)
        with self._parts.metrics.timed("screening"):
            screened = await self._parts.screener.text(text)
        return Heard(conv, said.id, text, None, screened=screened), None

    async def _code(self, conv: str, text: str) -> Typed | None:
        if not any(sign.isdecimal() for sign in text):
            return None
        return meant_as_code(text, await self._parts.book.look(hearing.code_is_asked, conv))

    async def _heard_code(self, conv: str, said: Uttered, code: Typed) -> Heard:
        stands_for_it = self._parts.content.words.say("code_stored")
        screened = await self._parts.screener.text(code.beside) if code.beside else None
        return Heard(conv, said.id, stands_for_it, None, code=True, screened=screened)

    async def _refuse_identifying(self, conv: str, text: str) -> None:
        found = {one.kind for one in self._identifying(text)}
        if not found:
            return
        role, asked = await self._parts.book.look(hearing.role_and_question, conv)
        allowed = _CONTACT_KINDS if asked == _ASKED_FOR_CONTACT else frozenset()
        if role == STAFF and found - allowed:
            raise Refused("identifying")


def _named(book: Casebook, session_id: str) -> Conversation | None:
    with book.read() as tx:
        return conversations.find(tx, tokens.fingerprint(session_id))
