"""Whatever comes over the wire, the front door stays up and answers the next person."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
from pathlib import Path
from typing import Any

import aiohttp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.faults import bench as benches
from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.frontdoor.browser import Browser

PATH = "/socket.io/?EIO=4&transport=websocket"
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=40),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
EVENTS = (
    "user_uttered",
    "session_request",
    "catch_up",
    "typing",
    "leave",
    "connect",
    "disconnect",
    "bot_uttered",
)
KINDS = ("0", "1", "2", "3", "40", "41", "43", "45", "451-")
FRAMES = some.one_of(
    some.text(max_size=60),
    some.binary(max_size=60),
    some.builds(lambda event, data: "42" + json.dumps([event, data]), some.sampled_from(EVENTS), JSON),
    some.builds(lambda n, event, data: f"42{n}" + json.dumps([event, *data]), some.integers(0, 9),
                some.sampled_from(EVENTS) | some.text(max_size=9), some.lists(JSON, max_size=3)),
    some.builds(lambda kind, rest: kind + rest, some.sampled_from(KINDS), some.text(max_size=20)),
)  # fmt: skip
SEEDS = (
    b'420["user_uttered",{"message":"hello","id":"a"}]',
    b'421["session_request",{"session_id":"' + b"y" * 43 + b'","since":3}]',
    b'42["catch_up",{"since":0}]',
    b'451-["user_uttered",{"message":{"_placeholder":true,"num":0}}]',
    b'42["user_uttered",{"picks":["a","b"]}]',
)
LONG = (
    "4" * 300_000,
    '42["user_uttered",' + "[" * 90_000 + "]",
    '42["user_uttered",{"message":"' + "é" * 10_001 + '"}]',
)


def test_no_frame_ends_the_front_door(
    tmp_path: Path, zygote: subprocess.Popen[str], much: Much, figure: Figure
) -> None:
    with asyncio.Runner() as runner:
        bench = benches.Bench(tmp_path / "var", zygote)
        try:
            runner.run(bench.up("rasa", "frontdoor"))
            pid, sent = bench.pids["frontdoor"], [0]
            runner.run(_throw(bench, list(LONG), sent))

            @settings(max_examples=much(60, 2_000), deadline=None, database=None,
                      suppress_health_check=list(HealthCheck))  # fmt: skip
            @given(some.lists(FRAMES, max_size=20))
            def throw(frames: list[Any]) -> None:
                runner.run(_throw(bench, frames, sent))

            throw()
            chance = random.Random(4)
            for _ in range(much(10, 800)):
                runner.run(_throw(bench, [_changed(chance) for _ in range(100)], sent))
            assert bench.pids["frontdoor"] == pid
            assert bench.runs("frontdoor"), bench.log("frontdoor")[-2000:]
            runner.run(_still_serves(bench))
            assert '"uncaught_error"' not in bench.log("frontdoor")
        finally:
            runner.run(bench.down())
    figure("B27", f"{sent[0]} made-up frames: 0 process exits")


def _changed(chance: random.Random) -> str | bytes:
    """A frame that was right, with some bytes changed, taken out or put in."""
    frame = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(frame))
        match chance.randrange(3):
            case 0:
                frame[at] = chance.randrange(256)
            case 1:
                del frame[at]
            case _:
                frame[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 4)))
    return bytes(frame) if chance.random() < 0.1 else frame.decode("utf-8", "replace")


async def _throw(bench: Bench, frames: list[Any], sent: list[int]) -> None:
    """Send frames over new sockets, a new one whenever the server has hung up."""
    async with aiohttp.ClientSession() as web:
        line = None
        for frame in frames:
            if line is None or line.closed:
                line = await web.ws_connect(bench.url() + PATH, max_msg_size=0)
                await line.send_str("40")
            try:
                await (
                    line.send_bytes(frame) if isinstance(frame, bytes) else line.send_str(_sendable(frame))
                )
                sent[0] += 1
            except (ConnectionError, aiohttp.ClientError):
                line = None
        if line is not None:
            await line.close()


def _sendable(frame: str) -> str:
    return frame.encode("utf-8", "replace").decode("utf-8")


async def _still_serves(bench: Bench) -> None:
    tab = await (await Browser(bench.url()).connect()).open()
    await tab.said_and_done("still here")
    assert tab.texts[-1] == "heard still here"
    await tab.close()
