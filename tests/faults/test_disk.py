"""A casebook that is locked, full or gone is said to be, with the numbers, and nothing is called kept."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp

from casebook import messages
from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.faults.person import Person
from tests.frontdoor.browser import Browser

HONEST_S = 3.0
NUMBERS = ("111", "1737")


async def test_a_locked_casebook_is_said_and_nothing_is_lost(
    bench: Bench, much: Much, figure: Figure
) -> None:
    async with talking(bench) as tab:
        told = Told(bench, tab)
        async with heartbeat(bench) as beats:
            with closing(sqlite3.connect(casebook_of(bench), isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                await asyncio.gather(told("during"), asyncio.sleep(much(1, 30)))
                other.execute("ROLLBACK")
        await tab.said_and_done("during", id="during")
        assert tab.texts[-1] == "heard during"
    assert max(beats) < HONEST_S / 3
    said = f"answered in {told.took:.2f} s, others waited {max(beats):.2f} s at most"
    figure("B6", f"locked for {much(1, 30)} s: {said}; 0 lost")


async def test_a_full_disk_is_said_and_passes_without_a_restart(bench: Bench, figure: Figure) -> None:
    async with talking(bench) as tab:
        # the log cannot grow either, as on a disk that is really full
        log = bench.logs / "frontdoor.log"
        log.write_text(log.read_text() + " " * 10_000 + "\n")
        pid, no_limit = bench.pids["frontdoor"], (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        told = Told(bench, tab)
        await told("during")
        resource.prlimit(pid, resource.RLIMIT_FSIZE, no_limit)
        await tab.said_and_done("during", id="during")
        assert tab.texts[-1] == "heard during"
        with closing(bench.book()) as book, book.read() as tx:
            assert [row.text for row in messages.unsettled(tx)] == []
    figure("B7", f"full: answered in {told.took:.2f} s, 0 called kept, well again without a restart")


async def test_a_casebook_that_was_taken_away_is_said_and_can_be_put_back(
    bench: Bench, figure: Figure
) -> None:
    async with talking(bench) as tab:
        file, away = casebook_of(bench), bench.data / "away"
        file.rename(away)
        told = Told(bench, tab)
        await told("during")
        away.rename(file)
        await tab.said_and_done("during", id="during")
        assert tab.texts[-1] == "heard during"
    person = Person(bench.url())
    person.session = tab.session
    await person.until(lambda: "heard during" in person.texts, 20)
    await person.hang_up()
    figure("B7", f"gone: answered in {told.took:.2f} s, 0 called kept, well again when it was put back")


def casebook_of(bench: Bench) -> Path:
    return bench.data / "casebook.sqlite"


@asynccontextmanager
async def talking(bench: Bench) -> AsyncIterator[Browser]:
    """A person whose first message was answered."""
    await bench.up("rasa", "frontdoor")
    tab = await (await Browser(bench.url()).connect()).open()
    await tab.said_and_done("before")
    yield tab
    await tab.close()


class Told:
    """Says something and expects to be told honestly that it was not kept, with numbers to call."""

    def __init__(self, bench: Bench, tab: Browser) -> None:
        self.bench, self.tab, self.took = bench, tab, 0.0

    async def __call__(self, text: str) -> None:
        began = time.monotonic()
        answer: dict[str, Any] = await self.tab.say(text, id=text)
        self.took = time.monotonic() - began
        assert answer["error"] == "not_kept", answer
        assert [number for number in NUMBERS if number not in answer["say"]] == []
        assert self.took < HONEST_S
        await self._numbers_are_there_and_readiness_is_not()

    async def _numbers_are_there_and_readiness_is_not(self) -> None:
        async with aiohttp.ClientSession() as web:
            async with web.get(f"{self.bench.url()}/numbers") as page:
                assert page.status == 200
                assert "1737" in await page.text()
            async with web.get(f"{self.bench.url()}/readyz") as ready:
                assert (ready.status, (await ready.json())["failing"]) == (503, ["database"])


@asynccontextmanager
async def heartbeat(bench: Bench) -> AsyncIterator[list[float]]:
    """How long a request that needs no casebook waits, again and again."""
    beats: list[float] = [0.0]

    async def beat() -> None:
        async with aiohttp.ClientSession() as web:
            while True:
                began = time.monotonic()
                async with web.get(f"{bench.url()}/healthz") as answer:
                    await answer.read()
                beats.append(time.monotonic() - began)
                await asyncio.sleep(0.02)

    beating = asyncio.create_task(beat())
    yield beats
    beating.cancel()
