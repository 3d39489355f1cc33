"""The two that stand beside the guide: the stock bot and the bare echo."""

from __future__ import annotations

import itertools
import random
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from commands.benching import growing, load, memory, stock
from commands.benching.amounts import EVERY_S, PEOPLE_AT_ONCE, PEOPLE_STEADY, WARM_UP, Amounts
from commands.benching.echo import EchoSpeaker
from commands.benching.speaker import Speaker
from commands.benching.stock import StockSpeaker
from commands.serving import ports
from commands.tools.places import HOME, ROOT
from commands.tools.progress import say
from commands.tools.trouble import Trouble

STOCK = HOME / "stock"
ECHO_WITHIN_S = 60.0


async def of_stock(amounts: Amounts) -> dict[str, Any]:
    """As guide.measure; `growth_turn` tells at which turn it was measured."""
    stock.make(STOCK)
    port = ports.free_inner(random.Random())  # noqa: S311  ports are no secret
    url, places = f"http://127.0.0.1:{port}", itertools.count()

    def somebody() -> Speaker:
        return StockSpeaker(url, next(places))

    say("the stock bot: starting")
    with stock.running(STOCK, port) as (server, ready):
        say(f"the stock bot: ready after {ready:.1f} s; talking")
        turns = await load.in_talks(somebody, amounts.turns)
        await load.in_talks(somebody, max(0, WARM_UP - amounts.turns))
        weighed = memory.pss_mb(server.pid)
        at_once = await load.at_once(somebody, PEOPLE_AT_ONCE, amounts.load_s)
        steady = await load.steady(somebody, PEOPLE_STEADY, EVERY_S, amounts.steady_s)
        say("the stock bot: one long talk")
        growth, turn = await growing.of_stock(url, amounts)
    return {
        "ready_s": round(ready, 1),
        "turn": turns,
        "pss_mb": weighed,
        "growth": growth,
        "growth_turn": turn,
        "at_once": at_once,
        "steady": steady,
    }


async def of_echo(amounts: Amounts, folder: Path) -> list[float]:
    """Seconds of each turn."""
    port = ports.free_inner(random.Random())  # noqa: S311  ports are no secret
    words = [sys.executable, "-m", "commands.benching.echo", str(port)]
    with (folder / "echo.log").open("wb") as log:
        server = subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603
    try:
        _until_open(server, port)
        return await load.in_talks(lambda: EchoSpeaker(f"http://127.0.0.1:{port}"), amounts.turns)
    finally:
        server.kill()
        server.wait()


def _until_open(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + ECHO_WITHIN_S
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise Trouble("the echo did not start")
