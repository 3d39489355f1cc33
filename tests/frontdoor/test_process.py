"""The front door as a process of its own: starting, refusing to start, killed, a database in the way."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from frontdoor import __main__ as start
from ground.settings import ROOT, Settings
from language.encoder import EncoderRefused
from language.safety import ScreenUnready
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import SECRET, FakeRasa

READY_S = 30


class Process:
    """`python -m frontdoor`, started as often as wanted on the same casebook."""

    def __init__(self, wanted: Settings, rasa: FakeRasa) -> None:
        self.url = f"http://127.0.0.1:{wanted.port}"
        self.log = Path(wanted.data) / "log"
        self._env = os.environ | {
            "GUIDE_DATA": str(wanted.data),
            "GUIDE_PORT": str(wanted.port),
            "GUIDE_TEST": "1",
            "GUIDE_RASA_URL": rasa.url,
        }
        self._running: asyncio.subprocess.Process | None = None
        secret = Path(wanted.data) / "turn.secret"
        secret.parent.mkdir(parents=True, exist_ok=True)
        secret.touch(0o600)
        secret.write_text(SECRET)

    async def start(self, module: str = "tests.frontdoor.served", **env: str) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable, "-m", module, cwd=ROOT, env=self._env | env, stdout=log, stderr=log
            )
        return self._running

    async def ready(self) -> None:
        end = time.monotonic() + READY_S
        async with aiohttp.ClientSession() as web:
            while time.monotonic() < end:
                try:
                    async with web.get(f"{self.url}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
        raise AssertionError(self.log.read_text())

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self._running is not None
        if self._running.returncode is None:
            self._running.send_signal(how)
        return await self._running.wait()


@pytest_asyncio.fixture
async def process(wanted: Settings, rasa: FakeRasa) -> AsyncIterator[Process]:
    front = Process(wanted, rasa)
    yield front
    await front.stop(signal.SIGKILL)


async def test_process_serves_and_ends_when_told(process: Process) -> None:
    await process.start()
    await process.ready()
    tab = await (await Browser(process.url).connect()).open()
    await tab.said_and_done("a canary called Waitaha")
    await tab.close()
    assert await process.stop() == 0
    log = process.log.read_text()
    assert '"event": "open"' in log
    assert "Waitaha" not in log
    assert tab.session not in log


async def test_killed_at_any_moment_nothing_acknowledged_is_lost_or_doubled(
    process: Process, rasa: FakeRasa
) -> None:
    acknowledged: dict[int, str] = {}
    session = None
    for n, pause in enumerate((0.0, 0.01, 0.03, 0.08)):
        await process.start()
        await process.ready()
        tab = await (await Browser(process.url).connect()).open(session)
        session = tab.session
        for part in ("a", "b", "c"):
            text = f"{n}{part}"
            acknowledged[(await tab.say(text, id=text))["seq"]] = text
        await asyncio.sleep(pause)
        await process.stop(signal.SIGKILL)
        await tab.close()
    await process.start()
    await process.ready()
    tab = await (await Browser(process.url).connect()).open(session)
    await tab.until(lambda: len([text for text in tab.texts if text.startswith("heard")]) == 12, within=15)
    own = {row["seq"]: row["text"] for row in tab.of("person_uttered")}
    assert own == acknowledged
    heard = [text for text in tab.texts if text.startswith("heard")]
    assert heard == [f"heard {text}" for _, text in sorted(acknowledged.items())]
    assert [seq for seq, _ in tab.rows] == list(range(1, len(tab.rows) + 1))
    await tab.close()


@pytest.mark.parametrize(
    "wrong",
    [{"GUIDE_PORT": "none"}, {"GUIDE_ORIGINS": "*"}, {"GUIDE_TEST": "yes"}],
)
async def test_what_cannot_work_is_refused_with_one_plain_sentence(
    process: Process, wrong: dict[str, str]
) -> None:
    running = await process.start("frontdoor", **wrong)
    assert await asyncio.wait_for(running.wait(), 60) == 2
    said = [line for line in process.log.read_text().splitlines() if not line.startswith("{")]
    assert len(said) == 1
    assert said[0].endswith(".")


def test_nothing_starts_without_the_safety_model(tmp_path: Path) -> None:
    with pytest.raises((ScreenUnready, EncoderRefused)):
        start._screen(ROOT, tmp_path)


async def test_secret_that_others_can_read_is_refused(process: Process) -> None:
    (process.log.parent / "turn.secret").chmod(0o644)
    running = await process.start()
    assert await asyncio.wait_for(running.wait(), 60) == 2
    assert "can be read by others" in process.log.read_text()


async def test_locked_database_is_told_honestly_and_loses_nothing(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("before")
    blocker = sqlite3.connect(door.settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    answer = await tab.say("during", id="d")
    assert answer == {"ok": False, "error": "not_kept", "say": door.say("refused_not_kept")}
    assert "111" in answer["say"]
    assert time.monotonic() - began < 3
    blocker.execute("ROLLBACK")
    blocker.close()
    again = await tab.say("during", id="d")
    await tab.done(again["seq"])
    assert tab.texts[-2:] == ["heard before", "heard during"]
