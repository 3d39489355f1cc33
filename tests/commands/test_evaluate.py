"""The command itself: its options reach the measurement, and its plots are drawn."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commands import evaluate
from commands.evaluating import stored
from commands.evaluating.shares import Share
from commands.tools.places import BOT_PYTHON, ROOT
from tests.commands.made_up import whole


def test_the_options_reach_the_measurement(tmp_path: Path) -> None:
    chosen = evaluate.asked(["--peers", "300", "--card", "--out", str(tmp_path)])
    passed = evaluate.passed_on(chosen, tmp_path / "models")
    assert passed[-3:] == ["--peers", "300", "--card"]
    assert "--peers" not in evaluate.passed_on(evaluate.asked([]), tmp_path)
    assert evaluate.asked(["--peers"]).peers == 0


def test_the_plots_are_drawn(tmp_path: Path) -> None:
    if not BOT_PYTHON.exists():
        pytest.skip("the environment that draws is not made: ./guide run")
    share, times = Share(7, 10), {"p50": 3.0, "p95": 4.0}
    peer = {"name": "made up", "accuracy": share, "milliseconds": times, "training_seconds": 3.0}
    stored.write(whole(), tmp_path / "figures.json")
    stored.write({"peers": [peer, peer]}, tmp_path / "peers.json")
    program = (
        "import sys; from pathlib import Path; from commands.evaluating import plots, stored;"
        "p = Path(sys.argv[1]);"
        "plots.draw(stored.read(p / 'figures.json'), stored.read(p / 'peers.json'), p)"
    )
    subprocess.run([BOT_PYTHON, "-W", "ignore", "-c", program, tmp_path], cwd=ROOT, check=True)
    drawn = sorted(tmp_path.glob("*.png"))
    assert [file.stem for file in drawn] == ["confusion", "peers", "reliability", "safety", "thresholds"]
    assert all(file.read_bytes().startswith(b"\x89PNG") and file.stat().st_size > 5000 for file in drawn)
