"""A whole installation of its own for a while: for pictures, for tests, for measuring."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil

from commands.serving import ports
from commands.tools.places import ROOT
from commands.tools.trouble import Trouble

STOPS_WITHIN_SECONDS = 40
STARTED = "Ctrl-C stops everything"


@dataclass(frozen=True)
class Installation:
    """Where the servers are, the first keeper's link, how commands reach it, the process that holds it."""

    chat: str
    desk: str
    link: str
    data: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[str]

    def part(self, name: str) -> psutil.Process:
        """The running process of one part: rasa, frontdoor or desk."""
        module = {"rasa": "components.serve"}.get(name, name)
        for process in psutil.Process(self.process.pid).children(recursive=True):
            # One that died this moment has no command line any more.
            with suppress(psutil.NoSuchProcess):
                if module in process.cmdline():
                    return process
        raise Trouble(f"{name} does not run")


@contextmanager
def installation(data: Path, chance: Random, more: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """Runs ./guide run in `data` on free ports with GUIDE_TEST=1; everything is stopped at the end."""
    environment = {**os.environ, **settings(data, chance), **(more or {})}
    process = subprocess.Popen(  # noqa: S603
        [str(ROOT / "guide"), "run"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield started(process, data, environment)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(STOPS_WITHIN_SECONDS)


def settings(data: Path, chance: Random) -> Mapping[str, str]:
    return {
        "GUIDE_DATA": str(data),
        "GUIDE_PORT": str(ports.free_inner(chance)),
        "GUIDE_DESK_PORT": str(ports.free_inner(chance)),
        "GUIDE_TEST": "1",
    }


def started(process: subprocess.Popen[str], data: Path, environment: Mapping[str, str]) -> Installation:
    """Reads what ./guide run says until it has started; raises Trouble where it does not."""
    said = ""
    for line in process.stdout or ():
        said += line
        if STARTED in line:
            chat, desk, *link = re.findall(r"https?://\S+", said)
            return Installation(chat, desk, link[0] if link else "", data, environment, process)
    raise Trouble(f"the guide did not start (exit status {process.wait()})")
