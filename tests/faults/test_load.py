"""A flood, sockets that say half of something, requests that are too large: others hardly notice."""

from __future__ import annotations

import asyncio
import gzip
import time
from statistics import quantiles

import aiohttp

from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.frontdoor.browser import Browser

LET_GO_S = 25.0
AT_ONCE = 40
# others may wait this much longer, or this long where a busy machine makes both of them long
SLOWER, SLOW_S = 3, 1.0
HALF = b"GET /numbers HTTP/1.1\r\nHost: a\r\nX-Slow: "


async def test_half_open_sockets_slow_nobody_and_are_let_go(bench: Bench, much: Much, figure: Figure) -> None:
    await bench.up("rasa", "frontdoor")
    tab = await (await Browser(bench.url()).connect()).open()
    alone = await _p95(tab, 10)
    sockets = [await _half_open(bench) for _ in range(much(100, 5_000))]
    began = time.monotonic()
    beside = await _p95(tab, much(5, 40))
    await asyncio.gather(*(asyncio.wait_for(reader.read(), LET_GO_S) for reader, _ in sockets))
    held = time.monotonic() - began
    for _, writer in sockets:
        writer.close()
    await tab.close()
    assert beside < max(SLOWER * alone, SLOW_S)
    said = f"a turn took {beside * 1000:.0f} ms (p95) beside them, {alone * 1000:.0f} ms alone"
    figure("B25", f"{len(sockets)} half-open sockets: {said}; all let go within {held:.0f} s")


async def _half_open(bench: Bench) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.ports["frontdoor"])
    writer.write(HALF)
    return reader, writer


async def test_a_flood_is_refused_aloud_and_others_hardly_notice(
    bench: Bench, much: Much, figure: Figure
) -> None:
    await bench.up("rasa", "frontdoor")
    quiet = [await (await Browser(bench.url()).connect()).open() for _ in range(much(5, 30))]
    flooder = await (await Browser(bench.url()).connect()).open()
    lasts = much(3, 30)
    alone, began = await _many(quiet, 3), time.monotonic()
    flood = asyncio.create_task(_flood(flooder, lasts))
    beside = await _many(quiet, lasts)
    sent, taken = await flood
    assert taken <= 20 + 5 * (time.monotonic() - began + 1)
    assert sent > taken
    assert beside < max(SLOWER * alone, SLOW_S)
    kept = await (await Browser(bench.url()).connect()).open(flooder.session)
    await kept.until(lambda: len(kept.of("person_uttered")) == taken)
    for one in (*quiet, flooder, kept):
        await one.close()
    said = f"{sent} sent, {taken} taken and all of them kept, the rest refused aloud"
    others = f"others' p95 {beside * 1000:.0f} ms, {alone * 1000:.0f} ms before"
    figure("B23", f"{said}; {len(quiet)} {others}")


async def _flood(tab: Browser, seconds: float) -> tuple[int, int]:
    """Send forty at once, as often as they are answered; how many were sent, how many taken."""
    end, sent, taken = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        answers = await asyncio.gather(*(tab.say(f"flood {sent} {n}") for n in range(AT_ONCE)))
        sent, taken = sent + AT_ONCE, taken + sum(answer["ok"] for answer in answers)
        assert {answer["error"] for answer in answers if not answer["ok"]} <= {"too_fast"}
    return sent, taken


async def _many(tabs: list[Browser], seconds: float) -> float:
    times: list[float] = []

    async def talk(tab: Browser) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            times.append(await _turn(tab))
            await asyncio.sleep(0.5)

    await asyncio.gather(*(talk(tab) for tab in tabs))
    return quantiles(times, n=20)[-1]


async def _p95(tab: Browser, turns: int) -> float:
    return quantiles([await _spaced(tab) for _ in range(turns)], n=20)[-1]


async def _spaced(tab: Browser) -> float:
    await asyncio.sleep(0.2)
    return await _turn(tab)


async def _turn(tab: Browser) -> float:
    began = time.monotonic()
    await tab.said_and_done("hello")
    return time.monotonic() - began


async def test_what_is_too_large_or_too_deep_is_refused_and_costs_nothing(
    bench: Bench, figure: Figure
) -> None:
    await bench.up("rasa", "frontdoor")
    tab = await (await Browser(bench.url()).connect()).open()
    await tab.said_and_done("before")
    process = bench.process("frontdoor")
    before, slowest = process.memory_info().rss, 0.0
    async with aiohttp.ClientSession() as web:
        for body, headers in (
            (b"a" * 2_000_000, {}),
            (b"[" * 60_000 + b"]" * 60_000, {"Content-Type": "application/json"}),
            (gzip.compress(b"a" * 2_000_000), {"Content-Encoding": "gzip"}),
        ):
            for _ in range(5):
                began = time.monotonic()
                status = await _post(web, bench, body, headers)
                slowest = max(slowest, time.monotonic() - began)
                assert status in (None, 204, 400, 413, 415), status
    grown = (process.memory_info().rss - before) / 2**20
    await tab.said_and_done("after")
    await tab.close()
    assert grown < 30
    assert slowest < SLOW_S
    figure(
        "B26",
        f"bodies of 2 MB, 60 000 levels and packed: refused in {slowest * 1000:.0f} ms, {grown:.1f} MB grown",
    )


async def _post(web: aiohttp.ClientSession, bench: Bench, body: bytes, headers: dict[str, str]) -> int | None:
    """The status, None where the server hung up on what was too much."""
    try:
        async with web.post(f"{bench.url()}/leave", data=body, headers=headers) as answer:
            return answer.status
    except (aiohttp.ClientError, ConnectionError):
        return None
