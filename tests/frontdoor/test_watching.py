"""What a machine that watches is told: counts and ages, and never whose or what."""

from __future__ import annotations

import asyncio
import re

import aiohttp

from tests.frontdoor.conftest import Door

LINE = re.compile(
    r"(# .*|guide_[a-z_]+(\{[a-z]+=\"[a-z0-9_.+A-Z]+\"(,[a-z]+=\"[a-z0-9_.+A-Z]+\")?\})? [0-9.e+-]+)"
)


async def counts(door: Door) -> str:
    async with aiohttp.ClientSession() as web, web.get(f"{door.url}/metrics") as answer:
        assert answer.status == 200
        return await answer.text()


async def test_each_part_of_a_turn_is_timed(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("something private")
    told = await counts(door)
    for part in ("screening", "store", "rasa", "settle"):
        assert f'guide_part_seconds_count{{part="{part}"}} 1.0' in told
    assert "private" not in told


async def test_every_line_is_a_count_with_words_of_ours_alone(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("Mere Ngata, 021 555 0199")
    told = await counts(door)
    assert [line for line in told.splitlines() if not LINE.fullmatch(line)] == []


async def test_what_waits_and_how_long_is_told_while_rasa_is_away(door: Door) -> None:
    await door.rasa.stop()
    tab = await door.browser()
    await tab.say("is anybody there")
    told = await counts(door)
    assert 'guide_waiting{what="turn"} 1.0' in told
    assert 'guide_waiting{what="facilitator"} 0.0' in told
    assert 'guide_waiting{what="outbox"} 0.0' in told
    assert "guide_casebook_up 1.0" in told
    while 'guide_errors_total{part="rasa"}' not in told:
        await asyncio.sleep(0.05)
        told = await counts(door)


async def test_an_open_concern_is_counted_by_level(door: Door) -> None:
    tab = await door.browser()
    await tab.say("I want to kill myself")
    told = await counts(door)
    assert 'guide_concerns{level="crisis"} 1.0' in told
    assert 'guide_concerns{level="check"} 0.0' in told
