"""One PostgreSQL with a casebook and a key store of its own for each test; two units and two desks on it."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.casebook import postgres
from tests.casebook.postgres import Server
from tests.faults import bench as benches
from tests.faults.bench import Bench
from tests.scale.proxy import Proxy, proxy

Much = Callable[[int, int], int]


@dataclass
class Fleet:
    """Units (front door with its own stand-in for Rasa, and a desk each), and the proxy before them."""

    units: list[Bench]
    proxy: Proxy
    database: str

    @property
    def url(self) -> str:
        return self.proxy.url


@pytest.fixture(scope="session")
def zygote() -> Iterator[subprocess.Popen[str]]:
    started = benches.zygote()
    yield started
    assert started.stdin
    started.stdin.close()
    started.wait(10)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres.serving() as running:
        yield running


@pytest.fixture
def much(request: pytest.FixtureRequest) -> Much:
    """`much(short, full)`: how often something is done in this run."""
    full = bool(request.config.getoption("--full"))
    return lambda short, long: long if full else short


@pytest_asyncio.fixture
async def fleet(
    tmp_path: Path, zygote: subprocess.Popen[str], server: Server, much: Much
) -> AsyncIterator[Fleet]:
    shared = {
        "GUIDE_DATABASE_URL": await asyncio.to_thread(server.new_database),
        "GUIDE_KEYS_URL": await asyncio.to_thread(server.new_database),
        "GUIDE_KEY_FILE": str(tmp_path / "keeper" / "keeper.key"),
    }
    async with AsyncExitStack() as stack:
        units = []
        for n in range(much(2, 4)):
            unit = benches.bench(tmp_path / f"unit-{n}" / "var", zygote, **shared)
            units.append(await stack.enter_async_context(unit))
        units[0].book().close()  # makes the tables once
        await asyncio.gather(*(unit.up("rasa", "frontdoor") for unit in units))
        before = await stack.enter_async_context(proxy([unit.ports["frontdoor"] for unit in units]))
        yield Fleet(units, before, shared["GUIDE_DATABASE_URL"])
