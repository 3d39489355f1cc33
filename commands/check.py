"""check: says whether this installation is safe and whole; exits 1 where something is wrong."""

import argparse
from collections.abc import Iterator

from commands.checking import (
    casebook_whole,
    content_dated,
    content_told,
    files_private,
    machine,
    made,
    reachable,
)
from commands.checking.finding import Finding
from commands.tools.settings import load
from ground.clock import Clock
from ground.settings import Settings

MARKS = {"ok": "ok   ", "look": "look ", "wrong": "WRONG"}


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./guide check", description=__doc__).parse_args(arguments)
    worst = 0
    for finding in findings(load()):
        print(f"{MARKS[finding.level]}  {finding.words}")
        worst = max(worst, finding.level == "wrong")
    return int(worst)


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything that is looked at, the quickest first."""
    yield from files_private.look(settings)
    yield from machine.look(settings)
    yield from reachable.look(settings)
    yield from made.look(settings)
    yield from content_told.look(settings)
    yield from content_dated.look(settings.root, Clock(settings.test_clock).now().date())
    yield from casebook_whole.look(settings)
