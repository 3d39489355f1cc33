"""Half an hour of two messages a second at a whole installation: nothing grows, fails or slows."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from commands.benching.speaker import NoAnswer
from commands.benching.talk import GuideSpeaker
from commands.browsing.words import Words
from commands.serving.temporary import Installation, installation
from ground.settings import ROOT

pytestmark = pytest.mark.full

SECONDS = 30 * 60
PEOPLE = 20
EVERY_S = 10.0
TURNS_A_TALK = 30
LOOK_EVERY_S = 15.0
PARTS = ("rasa", "frontdoor", "desk")
# Half an hour cannot tell 1 MB an hour (hazards B45) from what an allocator does; a leak it can.
MOST_MB_AN_HOUR = 16.0


class Watched:
    """What was seen of each part: (second, MB, open files), and of each turn: (second, seconds)."""

    def __init__(self, running: Installation) -> None:
        self._processes = {part: running.part(part) for part in PARTS}
        self.seen: dict[str, list[tuple[float, float, int]]] = {part: [] for part in PARTS}
        self.turns: list[tuple[float, float]] = []
        self.unanswered: list[str] = []
        self._begun = time.monotonic()

    @property
    def now(self) -> float:
        return time.monotonic() - self._begun

    def look(self) -> None:
        for part, process in self._processes.items():
            self.seen[part].append((self.now, process.memory_info().rss / 2**20, process.num_fds()))

    def late(self, share: float, until: float = 1.0) -> list[float]:
        """Seconds of the turns in that part of the time."""
        return [took for at, took in self.turns if share * SECONDS <= at < until * SECONDS]


def p99(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.99 * len(taken))]


def slope(points: Sequence[tuple[float, float]]) -> float:
    """MB an hour, by least squares."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return 3600 * above / sum((x - mean_x) ** 2 for x, _ in points)


async def talk(watched: Watched, make: Callable[[], GuideSpeaker], place: int) -> None:
    """Talk after talk, one thing each ten seconds."""
    await asyncio.sleep(EVERY_S * place / PEOPLE)
    while watched.now < SECONDS:
        speaker = make()
        await speaker.open()
        for _ in range(TURNS_A_TALK):
            if watched.now >= SECONDS:
                break
            due = time.monotonic() + EVERY_S
            try:
                watched.turns.append((watched.now, await speaker.turn()))
            except NoAnswer as error:
                watched.unanswered.append(str(error))
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        await speaker.close()


async def look(watched: Watched) -> None:
    while True:
        watched.look()
        await asyncio.sleep(LOOK_EVERY_S)


def errors(logs: Path) -> list[str]:
    """The events that the parts logged as errors."""
    lines = (line for file in logs.glob("*.log") for line in file.read_text("utf-8", "replace").splitlines())
    told = [json.loads(line) for line in lines if line.startswith("{")]
    return [one["event"] for one in told if one.get("level") in ("error", "critical")]


async def test_half_an_hour_of_talk_leaves_no_mark(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    words, places = Words.load(ROOT), itertools.count()
    with installation(tmp_path / "var", Random()) as running:
        watched = Watched(running)
        looking = asyncio.create_task(look(watched))
        people = [
            talk(watched, lambda: GuideSpeaker(running.chat, words, next(places)), n) for n in range(PEOPLE)
        ]
        await asyncio.gather(*people)
        looking.cancel()
        found = errors(running.data / "logs")
    settled = {part: [one for one in seen if one[0] > SECONDS / 3] for part, seen in watched.seen.items()}
    slopes = {part: slope([(at, mb) for at, mb, _ in seen]) for part, seen in settled.items()}
    middle, end = p99(watched.late(1 / 3, 2 / 3)), p99(watched.late(2 / 3))
    told = f"{len(watched.turns)} turns, p99 {1000 * end:.0f} ms, " + ", ".join(
        f"{part} {mb:+.1f} MB/h" for part, mb in slopes.items()
    )
    record_property("B45", told)
    assert watched.unanswered == []
    assert found == []
    assert len(watched.turns) >= 0.9 * SECONDS * PEOPLE / EVERY_S
    assert max(slopes.values()) <= MOST_MB_AN_HOUR, slopes
    for part, seen in settled.items():
        assert seen[-1][2] - seen[0][2] <= PEOPLE, part
    assert end <= 1.5 * middle, (middle, end)


def test_a_slope_is_per_hour() -> None:
    assert slope([(0, 10.0), (1800, 11.0), (3600, 12.0)]) == pytest.approx(2.0)
