"""What listening costs: milliseconds on one core, messages a second, memory, seconds of training."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from commands.evaluating.trained import loaded
from commands.tools import quiet_rasa
from commands.tools.places import ROOT, SERVICE_PYTHON
from commands.tools.side_by_side import side_by_side
from commands.tools.trouble import Trouble
from language.understanding import Understanding

AROUND_20_WORDS = range(18, 23)
WARM_UP = 20
MOST_TIMED = 200
LONG = 10_000  # characters
AT_ONCE = 64


def milliseconds(understanding: Understanding, texts: Sequence[str]) -> dict[str, Any]:
    """One message of about 20 words at a time, on one core: p50 and p95 of each part and of all together."""
    about_20 = [text for text in texts if len(text.split()) in AROUND_20_WORDS][:MOST_TIMED]
    parts: dict[str, Callable[[str], object]] = {
        "understand": lambda text: understanding.understand_many([text]),
        "intent_and_topic": lambda text: understanding.read_many([text]),
        "safety_patterns": lambda text: understanding.screen_by("patterns", [text]),
        "safety_model": lambda text: understanding.screen_by("model", [text]),
    }
    long = "\n".join(texts)[:LONG]
    with one_core():
        return {
            "messages": len(about_20),
            **{name: percentiles(part, about_20) for name, part in parts.items()},
            "10000_characters": {name: timed(part, long) for name, part in parts.items()},
        }


@contextmanager
def one_core() -> Iterator[None]:
    """Keeps this process to one core, where the system lets it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def percentiles(work: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    for text in texts[:WARM_UP]:
        work(text)
    taken = sorted(timed(work, text) for text in texts)
    return {"p50": at(taken, 0.5), "p95": at(taken, 0.95)}


def timed(work: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    work(text)
    return 1000 * (time.perf_counter() - begun)


def at(taken: Sequence[float], share: float) -> float:
    """The value below which `share` of the sorted values lie; 0 where there are none."""
    return taken[min(int(share * len(taken)), len(taken) - 1)] if taken else 0.0


def messages_a_second(models: Path, texts: Sequence[str]) -> dict[str, float]:
    """As ./guide understand reads them: in batches, on every core."""
    threads = os.cpu_count() or 1
    understanding = loaded(models, threads)
    understanding.understand_many(texts[:WARM_UP])
    begun = time.perf_counter()
    for first in range(0, len(texts), AT_ONCE):
        understanding.understand_many(texts[first : first + AT_ONCE])
    seconds = time.perf_counter() - begun
    return {"messages": len(texts), "threads": threads, "a_second": len(texts) / seconds}


def memory(models: Path) -> dict[str, float] | None:
    """MB resident in a process of its own: what its libraries take, and what the models add once used.

    In the environment of the servers: in Rasa's, spaCy finds TensorFlow and takes it along.
    """
    if not Path("/proc/self/statm").is_file():
        return None
    words = [str(SERVICE_PYTHON), "-m", "commands.evaluating.weighing", str(models)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble(f"the memory could not be measured: {done.stderr[-400:]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def training_seconds() -> dict[str, float]:
    """Both models from nothing, at once as ./guide train makes them; the tuned encoder is taken as it is."""
    taken: dict[str, float] = {}

    def train(name: str, module: str, *options: str) -> None:
        taken[name] = _seconds([module, *options], out)

    with tempfile.TemporaryDirectory() as out:
        side_by_side(
            partial(train, "safety", "language.safety_training", "--out", f"{out}/safety.npz"),
            partial(train, "intents_topics_and_rules", "components.train", "--out", out),
        )
    return {**taken, "all": max(taken.values())}


def _seconds(module: list[str], out: str) -> float:
    # Rasa takes from its cache what it has trained before: it gets an empty one.
    env = {**os.environ, **quiet_rasa.TRAINING, "RASA_CACHE_DIRECTORY": f"{out}/cache"}
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *module], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"training failed: {done.stderr[-400:]}")
    return time.perf_counter() - begun
