"""One zygote for all tests here; a bench for each; how much is done in a short and in a full run."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults import bench as benches
from tests.faults.bench import Bench
from tests.faults.person import Person

TELLING = 8
Much = Callable[[int, int], int]
Figure = Callable[[str, str], None]


@pytest.fixture(scope="session")
def zygote() -> Iterator[subprocess.Popen[str]]:
    started = benches.zygote()
    yield started
    assert started.stdin
    started.stdin.close()
    started.wait(10)


@pytest_asyncio.fixture
async def bench(tmp_path: Path, zygote: subprocess.Popen[str]) -> AsyncIterator[Bench]:
    Person.private.clear()
    async with benches.bench(tmp_path / "var", zygote) as made:
        yield made
    # whatever was done to the parts, their logs hold nobody's words (B37)
    assert overheard(made.logs, Person.private) == []


def overheard(logs: Path, private: set[str]) -> list[str]:
    """The logs in which something stands that was said, longer than a chance find; a log for each."""
    telling = [one.encode() for one in private if len(one) >= TELLING]
    written = {file.name: file.read_bytes() for file in sorted(logs.iterdir())}
    return [name for name, raw in written.items() if any(one in raw for one in telling)]


@pytest.fixture
def much(request: pytest.FixtureRequest) -> Much:
    """`much(short, full)`: how often something is done in this run."""
    full = bool(request.config.getoption("--full"))
    return lambda short, long: long if full else short


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Write down what was measured of a promise, for the table that ./guide test --full prints."""

    def note(promise: str, measured: str) -> None:
        record_property(promise, measured)
        print(f"{promise} = {measured}")

    return note
