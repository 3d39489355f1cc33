"""The guide as ./guide run starts it, in a folder of its own, measured through both its servers."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path
from typing import Any

from commands.benching import desk, growing, load, memory
from commands.benching.amounts import EVERY_S, PEOPLE_AT_ONCE, PEOPLE_STEADY, WARM_UP, Amounts
from commands.benching.speaker import Speaker
from commands.benching.talk import GuideSpeaker
from commands.browsing.words import Words
from commands.serving.temporary import Installation, installation
from commands.tools.places import ROOT
from commands.tools.progress import say


async def measure(folder: Path, amounts: Amounts) -> dict[str, Any]:
    """Figures by name: turn, growth, at_once, steady, ready_s, pss_mb, queue."""
    begun = time.perf_counter()
    with installation(folder / "var", random.Random()) as running:  # noqa: S311  ports are no secret
        ready = time.perf_counter() - begun
        say(f"the guide: ready after {ready:.1f} s; talking")
        return {"ready_s": round(ready, 1), **await _talking(running, amounts)}


async def _talking(running: Installation, amounts: Amounts) -> dict[str, Any]:
    words = Words.load(ROOT)
    places = itertools.count()

    def somebody() -> Speaker:
        return GuideSpeaker(running.chat, words, next(places))

    turns = await load.in_talks(somebody, amounts.turns)
    more = await load.in_talks(somebody, max(0, WARM_UP - amounts.turns))
    weighed = memory.pss_mb(running.process.pid)
    say("the guide: one long talk")
    growth = await growing.of_guide(running.chat, words, running.data, amounts)
    say("the guide: many people at once")
    at_once = await load.at_once(somebody, PEOPLE_AT_ONCE, amounts.load_s)
    steady = await load.steady(somebody, PEOPLE_STEADY, EVERY_S, amounts.steady_s)
    say("the guide: the desk")
    queue = await desk.queue_p95_ms(running, amounts.queue_looks)
    return {
        "turn": turns,
        "turns": len(turns) + len(more),
        "pss_mb": weighed,
        "growth": growth,
        "at_once": at_once,
        "steady": steady,
        "queue": queue,
    }
