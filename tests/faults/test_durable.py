"""What is acknowledged was on the disk before: fsync comes before the answer, seen from outside."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.frontdoor.browser import Browser

CALLS = "trace=fsync,fdatasync,sendto,sendmsg,write"
# A frame with the acknowledgement of an event: engine.io message (4), socket.io acknowledgement (3).
ANSWERED = re.compile(r'(?:sendto|sendmsg|write)\(.*43\d+\[\{\\?"ok\\?":true')


async def test_the_commit_is_on_the_disk_before_the_acknowledgement_leaves(
    bench: Bench, tmp_path: Path, much: Much, figure: Figure
) -> None:
    await bench.up("rasa", "frontdoor")
    tab = await (await Browser(bench.url()).connect()).open()
    await tab.said_and_done("before")
    trace = tmp_path / "trace"
    watching = attach(bench, trace)
    for n in range(much(5, 200)):
        await tab.said_and_done(f"message {n}")
        await asyncio.sleep(0.2)
    watching.terminate()
    watching.wait(20)
    await tab.close()
    assert_in_order(trace.read_text(), much(5, 200))
    figure(
        "B2", f"{much(5, 200)} messages: the casebook's fsync came before each acknowledgement; no power cut"
    )


def attach(bench: Bench, trace: Path) -> subprocess.Popen[str]:
    """Have what the front door asks of the system written down."""
    if shutil.which("strace") is None:
        pytest.skip("this machine has no strace")
    words = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "64",
        "-e",
        CALLS,
        "-o",
        str(trace),
        "-p",
        str(bench.pids["frontdoor"]),
    ]
    watching = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    try:
        _, said = watching.communicate(timeout=2)
        pytest.skip(f"strace may not look here: {said.strip()[:80]}")
    except subprocess.TimeoutExpired:
        return watching


def assert_in_order(trace: str, messages: int) -> None:
    synced, answers = 0, 0
    for line in trace.splitlines():
        if "sync(" in line:
            synced += 1
        elif ANSWERED.search(line):
            assert synced, line
            synced, answers = 0, answers + 1
    assert answers == messages
