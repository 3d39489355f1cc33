"""The desk's queue, signed in, with a thousand cases and with a hundred thousand."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

import aiohttp
import pyotp
from sqlalchemy import insert

from casebook import Casebook, CasebookBusy, desk_sessions, staff, tables
from commands.benching.amounts import CASES
from commands.benching.numbers import p95
from commands.serving.temporary import Installation
from commands.tools.casebook import opened
from ground import settings as ground_settings
from ground.settings import ROOT

PASSWORD = "a lantern by the quiet estuary"  # noqa: S105  of an account that lives as long as a measurement
REGIONS = ("Northland", "Waikato", "Otago", None)
LEVELS = (0, 0, 0, 0, 1, 2)
SUMMARY_BYTES = 2_000
ROWS_A_WRITE = 10_000
WARM_UP = 5
CALM_S, CALM_WITHIN_S = 0.05, 120.0


async def queue_p95_ms(running: Installation, looks: int) -> dict[str, float]:
    """Milliseconds of GET /queue at each number of cases."""
    wanted = ground_settings.load(running.environment, ROOT)
    found, there = {}, 0
    with opened(wanted) as book:
        await _calm(book)
        cookie = {"desk": await asyncio.to_thread(sign_in, book)}
        for cases in CASES:
            await asyncio.to_thread(fill, book, there, cases)
            there = cases
            found[str(cases)] = p95(await _looks(f"{running.desk}/queue", cookie, looks))
    return found


async def _calm(book: Casebook) -> None:
    """Return when what two hundred people left behind has been worked off; TimeoutError if it never is."""
    async with asyncio.timeout(CALM_WITHIN_S):
        while True:
            with suppress(CasebookBusy):
                begun = time.perf_counter()
                await asyncio.to_thread(book.check)
                if time.perf_counter() - begun < CALM_S:
                    return
            await asyncio.sleep(1)


def sign_in(book: Casebook) -> str:
    """The token of a session at the desk, of an account made for it."""
    secret = pyotp.random_base32()
    with book.write() as tx:
        token = staff.invite(tx, "lead", staff.MACHINE)
    code = pyotp.TOTP(secret).at(book.clock.now())
    made = staff.accept_invite(book, token, "Bench", "bench@example.org", PASSWORD, secret, code)
    with book.write() as tx:
        return desk_sessions.start(tx, made.id)


def fill(book: Casebook, there: int, wanted: int) -> None:
    """Cases up to `wanted`, as the queue sees them.

    Written as rows: what the queue does not open is bytes, and a hundred thousand keys would take an hour.
    """
    chance, now = random.Random(there), book.clock.now()  # noqa: S311  made-up cases are no secret
    for first in range(there, wanted, ROWS_A_WRITE):
        rows = [_row(chance, n, now) for n in range(first, min(first + ROWS_A_WRITE, wanted))]
        with book.write() as tx:
            tx.connection.execute(insert(tables.cases), rows)


def _row(chance: random.Random, n: int, now: Any) -> dict[str, Any]:
    return {
        "id": f"{n:032x}",
        "reference": f"B-{n}",
        "origin": f"{n:032x}",
        "intake": 1,
        "stage": "new",
        "level": chance.choice(LEVELS),
        "region": chance.choice(REGIONS),
        "opened_at": now - timedelta(minutes=chance.randrange(1_000_000)),
        "summary_sealed": b"x" * SUMMARY_BYTES,
        "exit_sealed": b"x" * 90,
    }


async def _looks(url: str, cookie: dict[str, str], looks: int) -> list[float]:
    async with aiohttp.ClientSession(cookies=cookie) as web:
        taken = [await _look(web, url) for _ in range(looks + WARM_UP)]
    return taken[WARM_UP:]


async def _look(web: aiohttp.ClientSession, url: str) -> float:
    begun = time.perf_counter()
    async with web.get(url, allow_redirects=False) as answer:
        page = await answer.text()
    if answer.status != 200 or "B-" not in page:
        raise RuntimeError(f"the queue was not shown: {answer.status}")
    return time.perf_counter() - begun
