"""Many people at once: as fast as they are answered, or each at a steady pace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from commands.benching.numbers import p50, p95
from commands.benching.speaker import Make, NoAnswer, Speaker

OPENED_AT_ONCE = 10
PAUSE_S = 0.2
TURNS_A_TALK = 12


@dataclass
class Heard:
    """Seconds of every turn that was answered, how many were not, and how long it all took."""

    seconds: list[float] = field(default_factory=list)
    unanswered: int = 0
    took_s: float = 0.0

    @property
    def a_second(self) -> float:
        return round(len(self.seconds) / self.took_s, 1) if self.took_s else 0.0

    def milliseconds(self) -> dict[str, float]:
        return {"p50": p50(self.seconds), "p95": p95(self.seconds)} if self.seconds else {}


async def in_talks(make: Make, turns: int) -> list[float]:
    """Seconds of so many turns, one after the other, a few a talk as people have them."""
    taken: list[float] = []
    while len(taken) < turns:
        speaker = make()
        await speaker.open()
        for _ in range(min(TURNS_A_TALK, turns - len(taken))):
            taken.append(await speaker.turn())
        await speaker.close()
    return taken


async def at_once(make: Make, people: int, seconds: float) -> Heard:
    """Everybody says the next thing as soon as the last was answered."""
    speakers = await opened(make, people)
    heard, begun = Heard(), time.perf_counter()

    async def talk(speaker: Speaker) -> None:
        while time.perf_counter() - begun < seconds:
            await _turn(speaker, heard)

    await asyncio.gather(*(talk(one) for one in speakers))
    heard.took_s = time.perf_counter() - begun
    await _closed(speakers)
    return heard


async def steady(make: Make, people: int, every_s: float, seconds: float) -> Heard:
    """Everybody says something each `every_s`, evenly spread, whether or not the last was answered."""
    speakers = await opened(make, people)
    heard, begun = Heard(), time.perf_counter()

    async def talk(place: int, speaker: Speaker) -> None:
        for round_ in range(int(seconds // every_s)):
            due = begun + every_s * (round_ + place / people)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            late = max(0.0, time.perf_counter() - due)
            await _turn(speaker, heard, late)

    await asyncio.gather(*(talk(place, one) for place, one in enumerate(speakers)))
    heard.took_s = time.perf_counter() - begun
    await _closed(speakers)
    return heard


async def opened(make: Make, people: int) -> list[Speaker]:
    """That many people with a talk begun."""
    speakers = [make() for _ in range(people)]
    gate = asyncio.Semaphore(OPENED_AT_ONCE)

    async def begin(speaker: Speaker) -> None:
        async with gate:
            await speaker.open()

    await asyncio.gather(*(begin(one) for one in speakers))
    return speakers


async def _turn(speaker: Speaker, heard: Heard, late: float = 0.0) -> None:
    """One turn; one that waited for the person's own last answer has waited that long too."""
    try:
        heard.seconds.append(late + await speaker.turn())
    except NoAnswer:
        heard.unanswered += 1
        await asyncio.sleep(PAUSE_S)


async def _closed(speakers: Sequence[Speaker]) -> None:
    await asyncio.gather(*(one.close() for one in speakers))
