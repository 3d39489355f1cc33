"""The table of promises is whole: every one of hazards.md is there, and every test that it names is run."""

from __future__ import annotations

import itertools
from pathlib import Path

from commands.testing import promises, tally
from commands.testing.promises import Promise
from commands.testing.tally import Tally
from tests.security.test_documents import ROOT, collected

PROMISES = promises.read()
MEASURED = """<testsuites><testsuite>
<testcase classname="tests.a.test_b" name="test_good[1]"><properties><property name="B1" value="0 lost"/>
</properties></testcase>
<testcase classname="tests.a.test_b" name="test_bad"><failure message="no"/></testcase>
<testcase classname="tests.a.test_b" name="test_later"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


def test_all_promises_are_there_in_their_order() -> None:
    assert [promise.name for promise in PROMISES] == [f"B{n}" for n in range(1, 47)]


def test_every_test_that_is_named_is_run() -> None:
    named = sorted(set(itertools.chain(*(promise.tests for promise in PROMISES))))
    assert [test for test in named if not is_run(*test.split("::"))] == []


def is_run(file: str, name: str) -> bool:
    return name in collected(ROOT / file)


def test_a_promise_that_is_met_has_a_test_and_any_other_says_what_is_missing() -> None:
    for promise in PROMISES:
        assert promise.state in promises.STATES
        assert promise.tests if promise.state == "met" else promise.why, promise.name


def test_the_table_shows_figures_and_believes_the_run_more_than_the_file(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text(MEASURED)
    whole = Tally()
    whole.add(tally.of_report(tmp_path / "r.xml", 1))
    good, bad, later = (f"tests/a/test_b.py::test_{name}" for name in ("good", "bad", "later"))
    made = [Promise("B1", "this", "met", (good,)), Promise("B2", "that", "met", (good, bad), "why")]
    shown = "\n".join(promises.table(made, whole))
    assert "B1   met     this" in shown
    assert "= 0 lost" in shown
    assert "B2   FAILED  that" in shown
    assert f"! failed: {bad}" in shown
    assert "- why" in shown
    assert promises.state(Promise("B3", "", "met", (good, later)), whole) == "unrun"
    assert promises.state(Promise("B4", "", "part", ("tests/a/test_b.py::test_away",)), whole) == "unrun"
