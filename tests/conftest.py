"""What this machine can run: tests that need what it lacks are skipped, or fail where they are required."""

import importlib.util
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

BOT_FOLDERS = ("actions", "components", "conversations")
NEEDS = {
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "postgres": ("initdb", "postgres"),
}
POSTGRES_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)

collect_ignore = [] if importlib.util.find_spec("rasa") else list(BOT_FOLDERS)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the long runs too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = {need for need, programs in NEEDS.items() if not found_on_this_machine(programs)}
    for item in items:
        for need in missing & marks(item):
            item.add_marker(
                pytest.mark.skip(reason=f"this machine has no {need}: {' or '.join(NEEDS[need])}")
            )
        if "full" in marks(item) and not config.getoption("--full"):
            item.add_marker(pytest.mark.skip(reason="a long run: ./guide test --full"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    required = set(os.environ.get("GUIDE_REQUIRE", "").split(",")) & marks(item)
    if report.skipped and required and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"skipped, though GUIDE_REQUIRE asks for {', '.join(sorted(required))}: {report.longrepr}"
        )
    return report


def marks(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


def found_on_this_machine(programs: tuple[str, ...]) -> bool:
    folders = os.pathsep.join([os.environ.get("PATH", ""), *map(str, POSTGRES_FOLDERS)])
    return any(shutil.which(program, path=folders) for program in programs)
