"""test [--full]: sets up and runs every test that this machine can run; --full the long runs too.

A full run prints what is promised (tests/faults/promises.yml) with the figures that it measured.
"""

import argparse
import tempfile
from pathlib import Path

from commands import setup
from commands.testing import promises, steps
from commands.testing.tally import Tally
from commands.tools.places import MODELS, QUICK_MODELS
from commands.tools.progress import say


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide test", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--full", action="store_true", help="the long runs too")
    chosen = parser.parse_args(arguments)
    setup.for_serving(MODELS)
    setup.for_serving(QUICK_MODELS)
    setup.for_comparing()
    with tempfile.TemporaryDirectory() as reports:
        whole = run(steps.every(chosen.full), Path(reports))
    for skipped in whole.skipped:
        print(f"skipped: {skipped}")
    if chosen.full:
        print("\n".join(promises.table(promises.read(), whole)))
    print(whole.closing_line(), flush=True)
    return 1 if whole.failed or not whole.passed else 0


def run(every: list[steps.Step], reports: Path) -> Tally:
    whole = Tally()
    for step in every:
        say(f"{step.name} ...")
        found = step.run(reports)
        say(f"{step.name}: {found.closing_line()}")
        whole.add(found)
    return whole
