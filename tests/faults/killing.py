"""Kills parts while people send what they want to send, and says what the casebook holds in the end."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from casebook import conversations, messages, tokens
from casebook import tables as t
from casebook.book import Casebook
from tests.faults import failpoints
from tests.faults.bench import Bench
from tests.faults.person import Person
from tests.faults.rasa import SEND

AT_ONCE = 4
AT_THE_POINT_S = 6.0
ANSWERED_S = 180.0


@dataclass
class Killings:
    """How often what was killed, and who was there."""

    bench: Bench
    chance: random.Random
    wanted: int
    done: Counter[str] = field(default_factory=Counter)
    people: list[Person] = field(default_factory=list)
    over: bool = False

    async def carry_out(self) -> None:
        """Kill `wanted` times while people come and go; returns when the last has the receipt."""
        await self.bench.up("rasa", "frontdoor", "desk")
        coming = [asyncio.create_task(self._come_and_go(n)) for n in range(AT_ONCE)]
        try:
            while self.done.total() < self.wanted and not any(one.done() for one in coming):
                await self._kill_one()
            self.over = True
            await asyncio.gather(*coming)
        finally:
            for one in coming:
                one.cancel()

    async def _come_and_go(self, place: int) -> None:
        number = 0
        while not self.over or not number:
            number += 1
            person = Person(self.bench.url())
            self.people.append(person)
            await _send(person, f"{place}-{number}")
            await person.hang_up()

    async def _kill_one(self) -> None:
        part = self.chance.choices(["frontdoor", "rasa", "desk"], [8, 1, 1])[0]
        if part == "frontdoor":
            await self._kill_the_front_door()
        else:
            await asyncio.sleep(self.chance.uniform(0, 0.3))
            await self.bench.stop(part)
            self.done[f"{part} at random"] += 1
            await self.bench.up(part)

    async def _kill_the_front_door(self) -> None:
        """This one runs until its end; then the next is started, which may have its end in it."""
        await asyncio.sleep(self.chance.uniform(0.05, 0.4))
        if self.bench.runs("frontdoor"):
            await self.bench.stop("frontdoor")
            self.done["frontdoor at random"] += 1
        if self.done.total() >= self.wanted or self.chance.random() < 0.3:
            await self.bench.up("frontdoor")
            return
        name = self.chance.choice(list(failpoints.FRONTDOOR))
        self.bench.start("frontdoor", **failpoints.settings(name, self.chance.randint(1, 3)))
        end = asyncio.get_running_loop().time() + AT_THE_POINT_S
        while self.bench.runs("frontdoor") and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.01)
        if self.bench.runs("frontdoor"):
            await self.bench.stop("frontdoor")
            name = "frontdoor at random"
        self.done[name] += 1
        await self.bench.up("frontdoor")


async def _send(person: Person, name: str) -> None:
    await person.say(f"kia ora from {name}", f"{name}-a")
    await person.say(f"I could kill myself, says {name}", f"{name}-b")
    await person.say(f"{SEND}the words of {name}", f"{name}-c")
    await person.until(lambda: person.references, ANSWERED_S)
    await person.until(lambda: f"heard {SEND}the words of {name}" in person.texts, ANSWERED_S)


def lost(book: Casebook, people: list[Person]) -> list[str]:
    """What a person was told is stored or sent, and is not there, or not once, or not as it was said."""
    told = {reference for person in people for reference in person.references}
    with book.read() as tx:
        there = list(tx.execute(select(t.cases.c.reference)).scalars())
        found = [f"case {reference} is lost" for reference in told - set(there)]
        found += [f"case {one} is there {n} times" for one, n in Counter(there).items() if n > 1]
        origins = Counter(tx.execute(select(t.cases.c.origin)).scalars())
        found += [f"{n} cases of one conversation" for n in origins.values() if n > 1]
        for person in people:
            found += _lost_of(tx, person)
    return found


def _lost_of(tx: Any, person: Person) -> list[str]:
    found, concerns = unlike(tx, person), t.concerns.c
    rows = tx.execute(select(concerns.seq).where(concerns.conversation == conversation_of(tx, person))).all()
    return found + ([] if len(rows) == 1 else [f"{len(rows)} concerns"])


def conversation_of(tx: Any, person: Person) -> str:
    """The id of the conversation that this person sits in."""
    found = conversations.find(tx, tokens.fingerprint(person.session or ""))
    assert found is not None
    return found.id


def unlike(tx: Any, person: Person) -> list[str]:
    """In what the casebook differs from what this person said and from what they were shown."""
    rows = messages.since(tx, conversation_of(tx, person), 0, 100_000)
    said = [row.text for row in rows if row.side == "person"]
    own = [person.rows[seq][1] for seq in sorted(person.acknowledged.values())]
    heard = [row.text for row in rows if row.text.startswith("heard ")]
    found = [] if said == own and len(own) == len(person.acknowledged) else [f"said {own}, stored {said}"]
    found += [] if heard == [f"heard {text}" for text in own] else [f"answered {heard}"]
    found += [] if [row.seq for row in rows] == list(range(1, len(rows) + 1)) else ["a number is missing"]
    # who hung up may have missed the last lines, and nothing between
    shown = {row.seq: (row.side, row.text) for row in rows[: len(person.rows)]}
    found += [] if shown == person.rows else [f"shown {sorted(person.rows)}, stored {len(rows)}"]
    return found + [f"contradiction {one[0]}" for one in person.contradictions]


async def restarts(bench: Bench, chance: random.Random, wanted: int) -> tuple[list[Person], float]:
    """Restart the front door in order, again and again, under the same load; also the longest drain."""
    killings = Killings(bench, chance, 0)
    await bench.up("rasa", "frontdoor")
    coming = [asyncio.create_task(killings._come_and_go(n)) for n in range(AT_ONCE)]
    longest = 0.0
    try:
        for _ in range(wanted):
            await asyncio.sleep(chance.uniform(0.05, 0.4))
            longest = max(longest, await bench.stop("frontdoor", signal.SIGTERM))
            await bench.up("frontdoor")
        killings.over = True
        await asyncio.gather(*coming)
    finally:
        for one in coming:
            one.cancel()
    return killings.people, longest
