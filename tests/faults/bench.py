"""Front door, desk and a stand-in for Rasa as processes on free ports, killed and started again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random

import aiohttp
import psutil

import casebook
from casebook import Casebook
from commands.serving import ports
from ground import settings
from ground.clock import Clock
from ground.settings import ROOT, Settings
from tests.frontdoor.rasa import SECRET

READY_S = 120.0
DRAINED_S = 10.0
_chance, _given = Random(), set[int]()


class Bench:
    """Starts, kills and starts again; nothing is kept between but what the parts put on disk."""

    def __init__(self, data: Path, zygote: subprocess.Popen[str], **more: str) -> None:
        """`data` is the installation's folder; `more` is added to the environment of every part."""
        self.data, self._zygote = data, zygote
        self.ports = {part: free_port() for part in ("frontdoor", "desk", "rasa")}
        self.environment = {
            "GUIDE_DATA": str(data),
            "GUIDE_PORT": str(self.ports["frontdoor"]),
            "GUIDE_DESK_PORT": str(self.ports["desk"]),
            "GUIDE_RASA_PORT": str(self.ports["rasa"]),
            "GUIDE_RASA_URL": f"http://127.0.0.1:{self.ports['rasa']}",
            "GUIDE_TEST": "1",
            **more,
        }
        self.logs = data.parent / "logs"
        self.pids: dict[str, int] = {}
        self._prepare()

    @property
    def settings(self) -> Settings:
        """What the parts read from their environment."""
        return settings.load(self.environment, ROOT)

    def url(self, part: str = "frontdoor") -> str:
        return f"http://127.0.0.1:{self.ports[part]}"

    def book(self) -> Casebook:
        """The casebook, opened beside the parts."""
        return casebook.open(self.settings, Clock())

    def start(self, part: str, **more: str) -> int:
        """Begin one part; it is ready some moments later."""
        told = {"part": part, "env": self.environment | more, "log": str(self.logs / f"{part}.log")}
        assert self._zygote.stdin
        assert self._zygote.stdout
        self._zygote.stdin.write(json.dumps(told) + "\n")
        self._zygote.stdin.flush()
        self.pids[part] = int(self._zygote.stdout.readline())
        return self.pids[part]

    def runs(self, part: str) -> bool:
        return part in self.pids and psutil.pid_exists(self.pids[part])

    def process(self, part: str) -> psutil.Process:
        return psutil.Process(self.pids[part])

    def log(self, part: str) -> str:
        file = self.logs / f"{part}.log"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    async def stop(self, part: str, how: signal.Signals = signal.SIGKILL) -> float:
        """End one part and wait until it is gone; returns after how many seconds."""
        began = time.monotonic()
        while self.runs(part):
            with suppress(ProcessLookupError):
                os.kill(self.pids[part], how)
            # what does not end when told to is killed, as supervisord does
            end = time.monotonic() + DRAINED_S
            while self.runs(part) and time.monotonic() < end:
                await asyncio.sleep(0.005)
            how = signal.SIGKILL
        return time.monotonic() - began

    async def ready(self, part: str, path: str = "/healthz") -> None:
        """Wait until one part answers."""
        end = time.monotonic() + READY_S
        async with aiohttp.ClientSession() as web:
            while not await _answers(web, self.url(part) + path):
                assert self.runs(part), self.log(part)[-2000:]
                assert time.monotonic() < end, self.log(part)[-2000:]
                await asyncio.sleep(0.02)

    async def up(self, *parts: str) -> None:
        """Start these parts and wait for them."""
        for part in parts:
            self.start(part)
        for part in parts:
            await self.ready(part, "/webhooks/turn/" if part == "rasa" else "/healthz")

    async def down(self) -> None:
        """Kill whatever still runs."""
        for part in self.pids:
            await self.stop(part)

    def _prepare(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.logs.mkdir(exist_ok=True)
        secret = self.data / "turn.secret"
        secret.touch(0o600)
        secret.write_text(SECRET)


async def _answers(web: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with web.get(url) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, OSError):
        return False


@asynccontextmanager
async def bench(data: Path, zygote: subprocess.Popen[str], **more: str) -> AsyncIterator[Bench]:
    """A bench with nothing started yet; everything that was started is killed at the end."""
    made = Bench(data, zygote, **more)
    try:
        yield made
    finally:
        await made.down()


def zygote() -> subprocess.Popen[str]:
    """The process that parts are forked from, ready."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.zygote"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout
    assert started.stdout.readline().strip() == "ready"
    return started


def free_port() -> int:
    """A port below those of outgoing connections, so that none of them takes it while a part is down.

    No port is given twice: of several parts that are about to start, none listens yet.
    """
    port = ports.free_inner(_chance)
    while port in _given:
        port = ports.free_inner(_chance)
    _given.add(port)
    return port
