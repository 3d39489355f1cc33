"""The closing line of a test run is true."""

from pathlib import Path

from commands.testing import tally
from commands.testing.tally import Tally

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure message="no"/></testcase>
<testcase classname="a" name="breaks"><error message="no"/></testcase>
<testcase classname="a" name="waits"><skipped message="no browser here"/></testcase>
</testsuite></testsuites>"""


def test_each_outcome_is_counted(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text(REPORT)
    found = tally.of_report(tmp_path / "r.xml", 1)
    assert found.closing_line() == "1 passed, 2 failed, 1 skipped"
    assert found.skipped == ["a::waits: no browser here"]


def test_a_run_that_left_no_report_failed(tmp_path: Path) -> None:
    assert tally.of_report(tmp_path / "none.xml", 0).failed == 1


def test_a_run_that_found_nothing_to_run_failed(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text("<testsuites/>")
    assert tally.of_report(tmp_path / "r.xml", 5).failed == 1


def test_tallies_add_up() -> None:
    whole = Tally()
    whole.add(Tally(passed=2, skipped=["x"]))
    whole.add(tally.of_status(1))
    whole.add(tally.of_status(0))
    assert whole.closing_line() == "3 passed, 1 failed, 1 skipped"
