"""Sees to it that every message is answered: in order, one at a time for each conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from casebook import Casebook, messages
from casebook.erasure import Proof
from casebook.errors import CasebookError, UnknownConversation
from casebook.messages import Waiting
from frontdoor import asking, settling
from frontdoor.asking import Turn
from frontdoor.delivery import Delivery
from frontdoor.parts import Parts
from frontdoor.rasa_client import RasaFailed
from frontdoor.return_code import ReturnCodes
from frontdoor.returning import managing
from frontdoor.settling import Done
from ground import logging

HONEST_AFTER = timedelta(seconds=2.4)
TYPING_AFTER_S = 0.4
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0  # a person waits: Rasa is asked again soon after it is back
GIVE_UP_AFTER = 18
DRAIN_S = 8.0

Erased = Callable[[str, Proof], Awaitable[None]]
_ENDS = {"code": "code", "case": "case", "facilitator": "facilitator", "guide": "answered"}

log = logging.get("frontdoor")


class Turns:
    """The workers, one for each conversation that has something unanswered."""

    def __init__(self, parts: Parts, delivery: Delivery, codes: ReturnCodes, erased: Erased) -> None:
        """`erased` is called with a conversation that was deleted on the person's wish, and the proof."""
        self._parts, self._delivery, self._codes, self._erased = parts, delivery, codes, erased
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._honest: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._closing = False

    async def resume(self) -> None:
        """Ask again what was not settled when the process ended."""
        for message in await self._parts.book.look(_waiting):
            self.wake(message.conversation, message.seq, self._parts.clock.now() - message.at)

    def wake(self, conv: str, seq: int | None = None, waited: timedelta = timedelta()) -> None:
        """There may be something to answer; `seq` is a message that wants an honest word in time."""
        if self._closing:
            return
        if seq is not None and (conv, seq) not in self._honest:
            self._honest[conv, seq] = asyncio.create_task(self._be_honest(conv, seq, HONEST_AFTER - waited))
        self._again.add(conv)
        if conv not in self._workers:
            self._workers[conv] = asyncio.create_task(self._work(conv))

    async def close(self) -> None:
        """Let turns that are being asked end; what stays unsettled is asked again at the next start."""
        self._closing = True
        for task in self._honest.values():
            task.cancel()
        workers = list(self._workers.values())
        if workers:
            _, late = await asyncio.wait(workers, timeout=DRAIN_S)
            for task in late:
                task.cancel()

    async def _work(self, conv: str) -> None:
        attempt = refusals = 0
        try:
            while conv in self._again and not self._closing:
                self._again.discard(conv)
                try:
                    more = await self._take_one(conv, give_up=refusals >= GIVE_UP_AFTER)
                except UnknownConversation:
                    return
                except Exception as error:
                    attempt, refusals = attempt + 1, refusals + _is_refusal(error)
                    self._parts.metrics.errors.labels(_part(error)).inc()
                    _note(conv, attempt, error)
                    self._again.add(conv)
                    await self._pause(attempt)
                    continue
                attempt = refusals = 0
                if more:
                    self._again.add(conv)
        finally:
            self._workers.pop(conv, None)

    async def _pause(self, attempt: int) -> None:
        if not self._closing:
            await asyncio.sleep(min(FIRST_PAUSE_S * 2 ** (attempt - 1), LONGEST_PAUSE_S))

    async def _take_one(self, conv: str, give_up: bool) -> bool:
        """Settle the first unanswered message; whether another may wait that nobody will wake us for."""
        parts = self._parts
        turn = await parts.book.look(asking.next_turn, conv, parts.content)
        if turn is None:
            return False
        if give_up:
            settled = await parts.book.run(settling.give_up, turn, parts.content)
            end = "given_up"
        else:
            settled, end = await self._settle(turn), _ENDS[turn.by]
        self._count(turn, end if settled else "discarded")
        if turn.by == "code":
            # a draft's message goes on to the guide, and wants an honest word in time like any other
            self.wake(conv, turn.seq)
        await self._delivery.to_conversation(conv)
        return turn.more or not settled

    async def _settle(self, turn: Turn) -> bool:
        if turn.by == "code":
            return await self._codes.settle(turn)
        if turn.by == "facilitator":
            return await self._parts.book.run(settling.without_guide, turn)
        if turn.by == "case":
            return await self._done(turn, managing.settle, turn, self._parts.content)
        return await self._ask(turn)

    async def _done(self, turn: Turn, settle: Callable[..., Done], *args: Any) -> bool:
        with self._delivery.seats_kept(turn.conversation):
            with self._parts.metrics.timed("settle"):
                done = await self._parts.book.run(settle, *args)
            if done.proof is not None:
                await self._erased(turn.conversation, done.proof)
        return done.settled

    async def _ask(self, turn: Turn) -> bool:
        parts = self._parts
        assert turn.request is not None
        typing = asyncio.create_task(self._show_typing(turn.conversation))
        try:
            with parts.metrics.timed("rasa"):
                answer = await parts.rasa.ask(turn.request)
        finally:
            typing.cancel()
        code = await settling.code_for(parts.book, answer)
        return await self._done(turn, settling.settle, turn, answer, code, parts.content)

    async def _show_typing(self, conv: str) -> None:
        await asyncio.sleep(TYPING_AFTER_S)
        await self._delivery.typing(conv, "guide")

    async def _be_honest(self, conv: str, seq: int, wait: timedelta) -> None:
        try:
            await asyncio.sleep(max(wait.total_seconds(), 0))
            if await self._parts.book.run(settling.say_away, conv, seq, self._parts.content):
                self._parts.metrics.turns.labels("away").inc()
                await self._delivery.to_conversation(conv)
        except CasebookError as error:
            log.warning("away_not_said", conversation=conv, seq=seq, error=type(error).__name__)
        finally:
            self._honest.pop((conv, seq), None)

    def _count(self, turn: Turn, end: str) -> None:
        honest = self._honest.pop((turn.conversation, turn.seq), None)
        if honest is not None:
            honest.cancel()
        self._parts.metrics.turns.labels(end).inc()
        self._parts.metrics.turn_seconds.observe((self._parts.clock.now() - turn.at).total_seconds())


def _is_refusal(error: Exception) -> bool:
    """Whether asking the same again cannot be hoped to help, unlike when a part is away for a while."""
    if isinstance(error, RasaFailed):
        return error.answered
    return not isinstance(error, CasebookError)


def _part(error: Exception) -> str:
    """Which part failed, for the count of errors."""
    if isinstance(error, RasaFailed):
        return "rasa"
    return "casebook" if isinstance(error, CasebookError) else "frontdoor"


def _note(conv: str, attempt: int, error: Exception) -> None:
    kind, place = type(error).__name__, logging.where(error)
    status = str(error) if isinstance(error, RasaFailed) else None
    log.warning("turn_waits", conversation=conv, attempt=attempt, error=kind, status=status, file=place)


def _waiting(book: Casebook) -> list[Waiting]:
    with book.read() as tx:
        return messages.waiting(tx)
