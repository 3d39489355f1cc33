"""Parts are killed at named moments and at random: nothing that a person was told is lost or there twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import closing

import aiohttp

from casebook import api_tokens, staff
from casebook.book import Casebook
from casebook.errors import CasebookBusy
from tests.casebook.stories import account
from tests.faults import failpoints
from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.faults.killing import Killings, lost, restarts

DRAIN_S = 10.0


async def test_no_kill_loses_or_doubles_what_a_person_was_told(
    bench: Bench, much: Much, figure: Figure
) -> None:
    killings = Killings(bench, random.Random(1), much(25, 1000))
    await killings.carry_out()
    assert killings.done.total() >= killings.wanted
    with closing(bench.book()) as book:
        assert lost(book, killings.people) == []
        told = {reference for person in killings.people for reference in person.references}
        seen = await at_the_desk(bench, book)
    assert sorted(seen) == sorted(told)
    at_points = sum(killings.done[name] for name in failpoints.FRONTDOOR)
    said = f"{len(told)} intakes sent, {3 * len(killings.people)} messages acknowledged: 0 lost, 0 twice"
    figure("B1", f"{killings.done.total()} kills, {at_points} of them at named moments; {said}")
    figure("B9", f"{len(killings.people)} concerns, each stored once with its message through the same kills")


async def test_restarts_in_order_lose_nothing_and_are_quick(bench: Bench, much: Much, figure: Figure) -> None:
    wanted = much(3, 100)
    people, longest = await restarts(bench, random.Random(2), wanted)
    with closing(bench.book()) as book:
        assert lost(book, people) == []
    assert longest <= DRAIN_S + 1
    figure("B16", f"{wanted} restarts under load, 0 lost; the longest took {longest:.1f} s to end")


async def at_the_desk(bench: Bench, book: Casebook) -> list[str]:
    """Every reference that the desk shows to a program that may see its queue."""
    token = await patiently(book, token_of_a_keeper)
    seen: list[str] = []
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as web:
        for page in range(1, 1000):
            async with web.get(f"{bench.url('desk')}/api/v1/queue?view=new&page={page}") as answer:
                lines = (await answer.json())["cases"]
            if not lines:
                return seen
            seen += [line["reference"] for line in lines]
    raise AssertionError("more pages than cases")


def token_of_a_keeper(book: Casebook) -> str:
    """The token of a program that may see the queue."""
    account(book, "k9", "keeper")
    with book.write() as tx:
        return api_tokens.make(tx, staff.MACHINE, "k9", "bench", ("see_queue",))


async def patiently(book: Casebook, work: Callable[[Casebook], str]) -> str:
    """Do it as soon as nobody else writes."""
    while True:
        try:
            return work(book)
        except CasebookBusy:
            await asyncio.sleep(0.1)
