"""The stock bot: what `rasa init` makes with this same Rasa, over REST, with a SQLite store."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import aiohttp

from commands.benching.speaker import ANSWER_WITHIN_S, NoAnswer
from commands.tools import quiet, quiet_rasa
from commands.tools.places import BOT_PYTHON
from commands.tools.progress import step
from commands.tools.trouble import Trouble

SAYS = ("hi", "I am very sad", "yes", "are you a bot?", "great", "bye")
ENDPOINTS = "tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: tracker.db\n"
READY_WITHIN_S = 600.0


class StockSpeaker:
    """One person at the REST channel."""

    def __init__(self, url: str, start: int = 0) -> None:
        self._url = f"{url}/webhooks/rest/webhook"
        self._sender = uuid.uuid4().hex
        self._says = itertools.islice(itertools.cycle(SAYS), start % len(SAYS), None)

    async def open(self) -> None:
        self._web = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN_S))

    async def turn(self) -> float:
        """Seconds from the request to the response; raises NoAnswer."""
        begun = time.perf_counter()
        said = {"sender": self._sender, "message": next(self._says)}
        try:
            async with self._web.post(self._url, json=said) as response:
                told = await response.json()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NoAnswer(type(error).__name__) from None
        if response.status != 200 or not isinstance(told, list):
            raise NoAnswer(str(response.status))
        return time.perf_counter() - begun

    async def close(self) -> None:
        await self._web.close()


def make(folder: Path) -> None:
    """`rasa init` in `folder`, with its model, unless that was done before."""
    if any((folder / "models").glob("*.tar.gz")):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with step("making the stock bot with rasa init (a minute or two, the first time)"):
        words = [*rasa(), "init", "--no-prompt", "--init-dir", str(folder)]
        quiet.run(words, "rasa init failed: see above", quiet_rasa.SETTINGS, cwd=folder)
    (folder / "endpoints.yml").write_text(ENDPOINTS)
    (folder / "credentials.yml").write_text("rest:\n")


def rasa() -> list[str]:
    return [str(BOT_PYTHON), "-W", "ignore", "-m", "rasa"]


@contextmanager
def running(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """The stock server on a new store, and after how many seconds it answered; ended at the end."""
    (folder / "tracker.db").unlink(missing_ok=True)
    words = [*rasa(), "run", "--interface", "127.0.0.1", "--port", str(port)]
    begun = time.perf_counter()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603
            words, cwd=folder, env=environment(), stdout=log, stderr=log, start_new_session=True
        )
    try:
        _until_ready(server, f"http://127.0.0.1:{port}/webhooks/rest/", begun)
        yield server, time.perf_counter() - begun
    finally:
        end(server)


def environment() -> dict[str, str]:
    return {**os.environ, **quiet_rasa.SETTINGS}


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _until_ready(server: subprocess.Popen[bytes], url: str, begun: float) -> None:
    while time.perf_counter() - begun < READY_WITHIN_S and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):  # noqa: S310  an address of our own
            return
        time.sleep(0.1)
    raise Trouble("the stock bot did not start: see .guide/stock/server.log")
