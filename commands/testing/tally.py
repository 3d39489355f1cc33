"""Counts what the steps of a test run found, from the reports that pytest writes in JUnit's form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_WORST_FIRST = ("failed", "skipped", "passed")


@dataclass
class Tally:
    """What was run: how many passed and failed, and why the rest was skipped.

    `outcomes` tells it of each test by its name, `figures` what tests measured of each promise.
    """

    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)
    outcomes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    figures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: Tally) -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        for test, outcomes in other.outcomes.items():
            self.outcomes[test] |= outcomes
        for promise, figures in other.figures.items():
            self.figures[promise] += figures

    def of_test(self, test: str) -> str:
        """`failed`, `skipped` or `passed`, the worst of all that one test was run with; `not run`."""
        found = self.outcomes.get(test, set())
        return next((outcome for outcome in _WORST_FIRST if outcome in found), "not run")

    def closing_line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {len(self.skipped)} skipped"


def of_status(status: int) -> Tally:
    """A step that is one test: it passed when it exited with 0."""
    return Tally(failed=1) if status else Tally(passed=1)


def of_report(report: Path, status: int) -> Tally:
    """What pytest wrote in `report`; a run that broke off, or found nothing to run, counts as one failure."""
    if not report.is_file():
        return Tally(failed=1)
    tally = Tally()
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        found, outcome = _of_case(case)
        found.outcomes[_test(case)].add(outcome)
        for measured in case.iter("property"):
            found.figures[measured.get("name", "")].append(measured.get("value", ""))
        tally.add(found)
    if status and not tally.failed:
        tally.failed = 1
    return tally


def _of_case(case: ElementTree.Element) -> tuple[Tally, str]:
    if case.find("failure") is not None or case.find("error") is not None:
        return Tally(failed=1), "failed"
    skip = case.find("skipped")
    if skip is None:
        return Tally(passed=1), "passed"
    why = f"{case.get('classname')}::{case.get('name')}: {skip.get('message')}"
    return Tally(skipped=[why]), "skipped"


def _test(case: ElementTree.Element) -> str:
    """The test as pytest names it, without what it was run with: tests/a/test_b.py::test_c."""
    name, _, _ = (case.get("name") or "").partition("[")
    return f"{(case.get('classname') or '').replace('.', '/')}.py::{name}"
