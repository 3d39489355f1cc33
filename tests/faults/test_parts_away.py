"""The desk away, the guide away: what a person is told, how soon, and that nothing is missing afterwards."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest_asyncio

from tests.faults import bench as benches
from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.faults.person import Person
from tests.faults.rasa import SEND
from tests.faults.test_kills import at_the_desk
from tests.frontdoor.browser import Browser
from tests.frontdoor.rasa import FakeRasa

HONEST_S = 3.0
AT_ONCE = 10
LATE = [0.0]
FAULTS = ("slow", "refused", "500", "400", "garbage", "empty")


async def test_what_is_sent_while_the_desk_is_away_is_there_when_it_is_back(
    bench: Bench, much: Much, figure: Figure
) -> None:
    await bench.up("rasa", "frontdoor")
    people = [Person(bench.url()) for _ in range(much(4, 500))]
    for start in range(0, len(people), AT_ONCE):
        await asyncio.gather(*(_send(person) for person in people[start : start + AT_ONCE]))
    began = time.monotonic()
    await bench.up("desk")
    with closing(bench.book()) as book:
        seen = await at_the_desk(bench, book)
    took = time.monotonic() - began
    assert sorted(seen) == sorted(reference for person in people for reference in person.references)
    figure(
        "B4", f"{len(people)} intakes sent while the desk was away, all shown {took:.1f} s after its start"
    )


async def _send(person: Person) -> None:
    await person.say(f"{SEND}my words", "a")
    await person.until(lambda: person.references, 60)
    await person.hang_up()


@pytest_asyncio.fixture
async def faulty(tmp_path: Path, zygote: subprocess.Popen[str]) -> AsyncIterator[tuple[Bench, FakeRasa]]:
    """A front door whose Rasa can be told to fail."""
    fake = FakeRasa()
    await fake.start()
    async with benches.bench(tmp_path / "var", zygote, GUIDE_RASA_URL=fake.url) as made:
        await made.up("frontdoor")
        yield made, fake
    await fake.stop()


async def test_many_turns_in_each_fault_of_rasa_get_the_numbers_within_three_seconds(
    faulty: tuple[Bench, FakeRasa], much: Much, figure: Figure
) -> None:
    bench, fake = faulty
    faults, each = FAULTS[: much(1, len(FAULTS))], much(AT_ONCE, 200)
    slowest = 0.0
    late = asyncio.create_task(_lateness())
    for fault in faults:
        await _break(fake, fault)
        for _ in range(0, each, AT_ONCE):
            took = await asyncio.gather(*(_told_honestly(bench) for _ in range(AT_ONCE)))
            slowest = max(slowest, *took)
        await _mend(fake, fault)
    late.cancel()
    assert slowest <= HONEST_S + LATE[0]
    said = f"{each} turns in each of {len(faults)} faults, {each * len(faults)} answered with the numbers"
    figure("B5", f"{said}, the slowest after {slowest:.1f} s")


async def _lateness() -> None:
    """How late this machine wakes what sleeps, at most: it may be busy with other things."""
    LATE[0] = 0.0
    while True:
        began = time.monotonic()
        await asyncio.sleep(0.02)
        LATE[0] = max(LATE[0], time.monotonic() - began - 0.02)


async def _break(fake: FakeRasa, fault: str) -> None:
    fake.fault = fault
    if fault == "refused":
        await fake.stop()


async def _mend(fake: FakeRasa, fault: str) -> None:
    fake.fault = None
    if fault == "refused":
        await fake.start()


async def _told_honestly(bench: Bench) -> float:
    """How long somebody waits, from saying something to the numbers."""
    tab = await (await Browser(bench.url()).connect()).open()
    began = time.monotonic()
    assert (await tab.say("are you there"))["ok"]
    await tab.until(lambda: any("1737" in one["text"] for one in tab.bot), within=30)
    took = time.monotonic() - began
    assert tab.bot[-1]["custom"]["type"] == "safety"
    await tab.close()
    return took
