"""bench [--json] [--quick]: measures the guide beside the stock bot and a bare echo; see reports/.

One run on this machine, one after the other: turns, long talks, many people at once, start, memory, training,
the desk's queue. --quick measures less of each, within ten minutes on a machine that does nothing else.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from commands import setup
from commands.benching import figures, guide, learning, peers
from commands.benching.amounts import QUICK, WHOLE, Amounts
from commands.benching.figures import Figures
from commands.tools import quiet
from commands.tools.places import BOT_PYTHON, ROOT
from commands.tools.progress import say
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    asked = read(arguments)
    setup.for_serving(load().models)
    with tempfile.TemporaryDirectory(prefix="guide-bench-") as folder:
        found = measure(Path(folder), QUICK if asked.quick else WHOLE)
    found["quick"] = asked.quick
    asked.out.mkdir(parents=True, exist_ok=True)
    write(found, asked.out)
    print(json.dumps(found, indent=2) if asked.json else figures.table(found), file=sys.stdout)
    say(f"written to {asked.out}: bench.json, bench.md, bench.png")
    return 0


def read(arguments: list[str]) -> argparse.Namespace:
    described = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("./guide bench", description=__doc__, formatter_class=described)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON and not as a table")
    parser.add_argument("--quick", action="store_true", help="measure less of each, within ten minutes")
    parser.add_argument("--out", type=Path, default=ROOT / "reports", help="where JSON, table and plot go")
    return parser.parse_args(arguments)


def measure(folder: Path, amounts: Amounts) -> Figures:
    """The peers first, then the guide, then both trainings: nothing runs beside what is measured."""
    machine = figures.machine()
    stock = asyncio.run(peers.of_stock(amounts))
    say("the bare echo")
    echo = asyncio.run(peers.of_echo(amounts, folder))
    say("the guide: starting")
    ours = asyncio.run(guide.measure(folder, amounts))
    trained = learning.measure(folder / "training", amounts.peer_training_within_s)
    return figures.written(machine, ours, stock, echo, trained)


def write(found: Figures, out: Path) -> None:
    """JSON, table and plot."""
    (out / "bench.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    (out / "bench.md").write_text(figures.table(found) + "\n", "utf-8")
    files = [out / "bench.json", out / "bench.png"]
    quiet.run([BOT_PYTHON, "-m", "commands.benching.plot", *files], "the plot could not be drawn: see above")
