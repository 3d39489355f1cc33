"""Classifiers compared on the same data in the same run, one process after the other."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commands.evaluating import stored
from commands.evaluating.contenders import all_of_them
from commands.tools.places import ROOT
from commands.tools.trouble import Trouble

NOTE = """\
All learn from the same examples and answer the same held-out messages, in this one run. Labels are flat: a
question about a topic is the label `ask/<topic>`, also for the stock pipeline, which could otherwise not be
compared label by label (its ResponseSelector then has nothing to learn). Accuracy, macro F1 and calibration
are those of the best label, trusted or not, over topics, intents and what is out of scope, which is known
where the classifier, with its own threshold if it has one, would answer with a topic. Milliseconds: one
message of about 20 words at a time on one core. Ours and DIET on our encoder use the tuned encoder, which
has seen the same examples; tuning it is not in their seconds of training."""


def compare(count: int, on: Path) -> dict[str, Any]:
    """Trains and measures all; `count` examples only where it is not 0. Raises Trouble where one fails."""
    with tempfile.TemporaryDirectory() as folder:
        peers = [run(name, Path(folder), count, on) for name in all_of_them()]
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "examples": peers[0]["examples"],
        "labels": peers[0]["labels"],
        "note": f"{NOTE}\n{fewer_errors(peers)}",
        "peers": peers,
    }


def run(name: str, folder: Path, count: int, on: Path) -> dict[str, Any]:
    print(f"comparing: {name} ...", file=sys.stderr, flush=True)
    out, log = folder / f"{name}.json", folder / f"{name}.log"
    # A cache of an earlier training would make this one seem quick.
    env = {**os.environ, "RASA_CACHE_DIRECTORY": str(folder / f"cache {name}")}
    words = ["commands.evaluating.contender", name, str(out), "--examples", str(count), "--on", str(on)]
    with log.open("w") as said:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", *words], cwd=ROOT, env=env, stdout=said, stderr=said, check=False
        )
    if done.returncode:
        raise Trouble(f"{name} could not be measured: {log.read_text(errors='replace')[-600:]}")
    found: dict[str, Any] = stored.read(out)
    return found


def fewer_errors(peers: Sequence[Mapping[str, Any]]) -> str:
    """How many of the first one's errors the last one does not make."""
    theirs, ours = (1 - peers[at]["accuracy"].share for at in (0, -1))
    fewer = 100 * (1 - ours / theirs) if theirs else 0.0
    return f"Against the stock pipeline, ours makes {fewer:.0f} % fewer errors of all labels."
