"""Does a turn get slower as the conversation grows longer."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from casebook import Casebook, conversations, messages, tokens
from commands.benching.amounts import AROUND, EARLY, LATE, VERY_LATE, Amounts
from commands.benching.numbers import ratio
from commands.benching.speaker import NoAnswer, Speaker
from commands.benching.stock import StockSpeaker
from commands.benching.talk import GuideSpeaker
from commands.browsing.words import Words
from commands.tools.casebook import opened
from ground import settings as ground_settings
from ground.settings import ROOT

SAID = "Nobody told me what had happened for a year, and I would like to understand it."
ROWS_A_WRITE = 100


async def of_guide(url: str, words: Words, data: Path, amounts: Amounts) -> dict[str, float]:
    """{"600": …, "10000": …}: the median turn around there, by the median turn around turn 20."""
    speaker = GuideSpeaker(url, words)
    await speaker.open()
    turns = await _skip(speaker, EARLY - AROUND // 2)
    early = await _turns(speaker, AROUND)
    turns += AROUND
    if amounts.talks_to_600:
        turns += await _skip(speaker, LATE - AROUND // 2 - turns)
    found = {}
    for wanted in (LATE, VERY_LATE):
        speaker = await _lengthened(speaker, url, words, data, wanted - AROUND // 2 - turns)
        found[str(wanted)] = ratio(await _turns(speaker, AROUND), early)
        turns = wanted + AROUND // 2
    await speaker.close()
    return found


async def of_stock(url: str, amounts: Amounts) -> tuple[float, int]:
    """The ratio, and the turn at which it was measured: before 600 where that would take too long."""
    speaker = StockSpeaker(url)
    await speaker.open()
    await _skip(speaker, EARLY - AROUND // 2)
    early = await _turns(speaker, AROUND)
    turn, end = EARLY + AROUND // 2, time.perf_counter() + amounts.peer_growth_within_s
    late: list[float] = []
    while turn < LATE + AROUND // 2 and (time.perf_counter() < end or len(late) < AROUND):
        late = [*late, *await _turns(speaker, 1)][-AROUND:]
        turn += 1
    await speaker.close()
    return ratio(late, early), turn - AROUND // 2


async def _skip(speaker: Speaker, turns: int) -> int:
    await _turns(speaker, turns)
    return max(turns, 0)


async def _turns(speaker: Speaker, turns: int) -> list[float]:
    taken: list[float] = []
    while len(taken) < turns:
        try:
            taken.append(await speaker.turn())
        except NoAnswer:
            await asyncio.sleep(0.2)
    return taken


async def _lengthened(speaker: GuideSpeaker, url: str, words: Words, data: Path, turns: int) -> GuideSpeaker:
    """The same talk, longer by so many turns, which are written straight into the casebook."""
    if turns <= 0:
        return speaker
    await speaker.close()
    last = await asyncio.to_thread(lengthen, data, speaker.session, turns)
    again = GuideSpeaker(url, words)
    await again.come_back(speaker.session, last)
    return again


def lengthen(data: Path, session: str, turns: int) -> int:
    """Adds so many settled messages and answers to the session's conversation; returns the last number."""
    with opened(ground_settings.load({"GUIDE_DATA": str(data)}, ROOT)) as book:
        for done in range(0, turns, ROWS_A_WRITE):
            last = _write(book, session, done, min(ROWS_A_WRITE, turns - done))
        return last


def _write(book: Casebook, session: str, first: int, turns: int) -> int:
    with book.write() as tx:
        found = conversations.find(tx, tokens.fingerprint(session))
        assert found is not None
        for n in range(first, first + turns):
            stored = messages.add_person_message(tx, found.id, f"longer-{found.last_seq}-{n}", SAID)
            last = messages.add_message(tx, found.id, "guide", SAID)
            messages.settle(tx, found.id, stored.seq, None)
        return last
