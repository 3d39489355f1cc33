"""The front door's own workers, interrupted at every await by a chance that can be repeated."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casebook import Casebook, conversations, holding, tokens
from casebook.errors import CasebookBusy, NotAllowed, WrongFence
from casebook.rights import Staff
from frontdoor import hearing
from frontdoor.delivery import Delivery
from frontdoor.hearing import Heard
from frontdoor.messages import Message
from frontdoor.parts import Content
from frontdoor.rasa_client import Answer, RasaFailed
from frontdoor.seats import Seats
from frontdoor.turns import Turns
from tests.frontdoor.rasa import echo

ANA = Staff("f1", "facilitator", "Ana", "ana@example.org")
TEXTS = ("hello", "/restart", "I could kill myself", "are you a person")
# Written by the database itself, in the transaction of the message, whatever our code believes.
WITNESS = """
CREATE TRIGGER witness AFTER INSERT ON messages
WHEN NEW.side = 'guide' AND (SELECT holder FROM conversations WHERE id = NEW.conversation) = 'facilitator'
BEGIN INSERT INTO spoken_over VALUES (NEW.conversation, NEW.seq); END
"""


class Interrupted:
    """A casebook whose work begins and ends some turns of the event loop later; now and then it is busy."""

    def __init__(self, book: Casebook, chance: random.Random) -> None:
        self._book, self._chance = book, chance

    async def run(self, fn: Callable[..., Any], *args: Any) -> Any:
        await self.pause()
        if self._chance.random() < 0.05:
            raise CasebookBusy("by chance")
        done = fn(self._book, *args)
        await self.pause()
        return done

    look = run

    async def pause(self) -> None:
        for _ in range(self._chance.randint(0, 6)):
            await asyncio.sleep(0)


class Rasa:
    """Answers some turns of the event loop later, or fails."""

    def __init__(self, book: Interrupted, chance: random.Random) -> None:
        self._book, self._chance = book, chance

    async def ask(self, turn: dict[str, Any]) -> Answer:
        await self._book.pause()
        if self._chance.random() < 0.15:
            raise RasaFailed("500", answered=True)
        await self._book.pause()
        said = echo(turn)
        return Answer(tuple(Message(one["text"]) for one in said["messages"]), (), said["state"])


class Silent:
    """Counts nothing and shows nothing: what is written is looked at."""

    def __getattr__(self, _: str) -> Any:
        return self

    def __call__(self, *_: Any, **__: Any) -> Any:
        return self

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: Any) -> None:
        return None


class Parts(Silent):
    """What the workers ask of the front door's parts."""

    def __init__(self, book: Interrupted, rasa: Rasa, clock: Any, content: Content) -> None:
        self.book, self.rasa, self.clock, self.content = book, rasa, clock, content
        self.seats = Seats()


def begin(book: Casebook) -> str:
    """A conversation whose person agreed to be read."""
    with book.write() as tx:
        conv = conversations.create(tx, tokens.fingerprint(tokens.new_token()))
        holding.open_words(tx, conv)
    return conv


async def interleave(book: Casebook, content: Content, seed: int) -> int:
    """One person talks while a facilitator comes and goes, in the order of `seed`; how often they came."""
    chance = random.Random(seed)
    conv, interrupted = begin(book), Interrupted(book, chance)
    parts: Any = Parts(interrupted, Rasa(interrupted, chance), book.clock, content)
    workers = Turns(parts, Delivery(Silent(), parts), Silent(), lambda *_: asyncio.sleep(0))
    came = [0]
    await asyncio.gather(
        _talk(interrupted, workers, conv, chance, content), _come_and_go(interrupted, conv, chance, came)
    )
    while workers._workers:
        await asyncio.sleep(0)
    await workers.close()
    return came[0]


async def _talk(
    book: Interrupted, workers: Turns, conv: str, chance: random.Random, content: Content
) -> None:
    for n in range(chance.randint(1, 3)):
        text = chance.choice(TEXTS)
        heard = Heard(conv, f"m{n}", text, None, screened=_screened(text))
        stored = await _surely(book, hearing.store, heard, content)
        # now and then the honest word comes due at once
        workers.wake(conv, stored.seq if chance.random() < 0.5 else None, timedelta(days=1))
        await book.pause()


async def _come_and_go(book: Interrupted, conv: str, chance: random.Random, came: list[int]) -> None:
    for _ in range(chance.randint(1, 3)):
        for _ in range(chance.randint(0, 8)):
            await book.pause()
        await _surely(book, _take_over, conv)
        came[0] += 1
        for _ in range(chance.randint(0, 8)):
            await book.pause()
        await _surely(book, _let_go, conv)


async def _surely(book: Interrupted, fn: Callable[..., Any], *args: Any) -> Any:
    while True:
        try:
            return await book.run(fn, *args)
        except CasebookBusy:
            continue
        except (NotAllowed, WrongFence):
            return None


def _take_over(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        holding.take_over(tx, ANA, conv)


def _let_go(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        holding.give_back(tx, ANA, conv)


def _screened(text: str) -> dict[str, Any]:
    level = ("crisis", "suicide_self_harm") if "kill" in text else ("none", None)
    return {"level": level[0], "category": level[1], "evidence": []}
