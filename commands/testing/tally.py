"""Counts what the steps of a test run found, from the reports that pytest writes in JUnit's form."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


@dataclass
class Tally:
    """What was run: how many passed and failed, and why the rest was skipped."""

    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

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
        tally.add(_of_case(case))
    if status and not tally.failed:
        tally.failed = 1
    return tally


def _of_case(case: ElementTree.Element) -> Tally:
    if case.find("failure") is not None or case.find("error") is not None:
        return Tally(failed=1)
    skip = case.find("skipped")
    if skip is None:
        return Tally(passed=1)
    return Tally(skipped=[f"{case.get('classname')}::{case.get('name')}: {skip.get('message')}"])
