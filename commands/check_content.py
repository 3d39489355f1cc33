"""check-content: lists what is past its date, due, or not told; exits 1 where something is past its date."""

import argparse
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from commands.checking import content_dated, content_told
from commands.checking.finding import Finding
from commands.tools.settings import load
from ground.clock import Clock
from ground.settings import Settings

MARKS = {"ok": "ok   ", "look": "look ", "wrong": "WRONG"}
HERE = ZoneInfo("Pacific/Auckland")


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./guide check-content", description=__doc__).parse_args(arguments)
    settings = load()
    found = list(findings(settings))
    for finding in found:
        print(f"{MARKS[finding.level]}  {finding.words}")
    wrong = sum(finding.level == "wrong" for finding in found)
    print(
        f"{wrong} past their date or undated on {today(settings)}"
        if wrong
        else f"nothing is past its date on {today(settings)}"
    )
    return 1 if wrong else 0


def findings(settings: Settings) -> Iterator[Finding]:
    """What is past its date first, then what wants a look."""
    dated = sorted(
        content_dated.look(settings.root, today(settings)), key=lambda finding: finding.level != "wrong"
    )
    yield from dated
    yield from content_told.look(settings)


def today(settings: Settings) -> date:
    """The day in New Zealand; GUIDE_TEST_CLOCK sets it where GUIDE_TEST is on."""
    return Clock(settings.test_clock).now().astimezone(HERE).date()
