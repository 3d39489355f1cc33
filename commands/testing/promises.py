"""What is promised and how it is held (tests/faults/promises.yml), beside what a run of the tests found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commands.testing.tally import Tally
from commands.tools.places import ROOT
from ground import yaml_file

FILE = ROOT / "tests" / "faults" / "promises.yml"
STATES = ("met", "part", "not")
_WIDTH = 110
_INDENT = " " * 13


@dataclass(frozen=True)
class Promise:
    """One promise; `why` says what is missing where the state is not `met`."""

    name: str
    words: str
    state: str
    tests: tuple[str, ...] = ()
    why: str | None = None


def read(file: Path = FILE) -> list[Promise]:
    """All promises, in their order."""
    told = yaml_file.read(file)
    return [
        Promise(name, one["words"], one["state"], tuple(one.get("tests") or ()), one.get("why"))
        for name, one in told.items()
    ]


def table(promises: list[Promise], whole: Tally) -> Iterator[str]:
    """The lines that ./guide test --full prints: state, promise, the figures of this run, what is missing."""
    for promise in promises:
        yield _wrapped(f"{promise.name:4} {state(promise, whole):7} {promise.words}")
        for figure in whole.figures.get(promise.name, ()):
            yield _wrapped(f"{_INDENT}= {figure}")
        for trouble in troubles(promise, whole):
            yield _wrapped(f"{_INDENT}! {trouble}")
        if promise.why:
            yield _wrapped(f"{_INDENT}- {promise.why}")


def state(promise: Promise, whole: Tally) -> str:
    """What stands in the file, unless this run has shown otherwise."""
    found = {whole.of_test(test) for test in promise.tests}
    if "failed" in found:
        return "FAILED"
    return "unrun" if found & {"skipped", "not run"} else promise.state


def troubles(promise: Promise, whole: Tally) -> list[str]:
    """The tests of a promise that did not pass."""
    found = {test: whole.of_test(test) for test in promise.tests}
    return [f"{outcome}: {test}" for test, outcome in found.items() if outcome != "passed"]


def _wrapped(line: str) -> str:
    inner = _INDENT + "  "
    return textwrap.fill(
        line, _WIDTH, subsequent_indent=inner, break_on_hyphens=False, break_long_words=False
    )
