"""evaluate [--peers] [--card] [--fast]: measures the listening on messages held apart; see reports/.

What is measured: topics, intents, what is out of scope, danger at each level, calibration and thresholds,
time, memory and training; every share with its Wilson 95 % interval. The messages are those of tests/nlu;
one that the training data holds as well is left out, and counted.
"""

import argparse
import os
import subprocess
from pathlib import Path

from commands import setup
from commands.tools import quiet_rasa
from commands.tools.places import BOT_PYTHON, ROOT
from commands.tools.settings import load
from ground import one_core


def main(arguments: list[str]) -> int:
    chosen = asked(arguments)
    models = load().models
    setup.for_listening(models)
    if chosen.peers is not None:
        setup.for_comparing()
    words = [BOT_PYTHON, "-W", "ignore", "-m", "commands.evaluating", *passed_on(chosen, models)]
    env = {**os.environ, **quiet_rasa.SETTINGS, **one_core.SETTING}  # as the servers have it
    return subprocess.run([str(word) for word in words], cwd=ROOT, env=env, check=False).returncode  # noqa: S603


def asked(arguments: list[str]) -> argparse.Namespace:
    described = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("./guide evaluate", description=__doc__, formatter_class=described)
    parser.add_argument(
        "--peers",
        nargs="?",
        type=int,
        const=0,
        metavar="N",
        help="compare classifiers too, the stock pipeline among them (long); from N examples only, to try it",
    )
    parser.add_argument("--card", action="store_true", help="write the figures into docs/model-card.md")
    parser.add_argument("--fast", action="store_true", help="leave out the seconds of training")
    parser.add_argument("--on", type=Path, default=ROOT / "tests" / "nlu", help="other held-out messages")
    parser.add_argument("--out", type=Path, default=ROOT / "reports", help="where tables and plots go")
    return parser.parse_args(arguments)


def passed_on(chosen: argparse.Namespace, models: Path) -> list[str | Path]:
    flags = [f"--{name}" for name in ("card", "fast") if getattr(chosen, name)]
    peers = [] if chosen.peers is None else ["--peers", str(chosen.peers)]
    folders = ["--models", models, "--on", chosen.on.resolve(), "--out", chosen.out.resolve()]
    return [*folders, *peers, *flags]
