"""The steps of a test run, fastest first; each says what it found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commands.setup import node
from commands.testing import tally
from commands.testing.tally import Tally
from commands.tools import quiet_rasa
from commands.tools.places import BOT_PYTHON, ROOT

# language/ runs in both environments, and is trained in Rasa's.
BOT_FOLDERS = ("tests/components", "tests/actions", "tests/conversations", "tests/language")
# Two Sanic servers that ran in one process leave marks on each other: these two have a process of their own.
PAGE_FOLDER = "tests/page"
BROWSER_FOLDER = "tests/browser"


@dataclass(frozen=True)
class Step:
    """One program to run; where `tests` is true it is pytest and counts each of its tests."""

    name: str
    words: tuple[str | Path, ...]
    tests: bool = False
    folder: Path = ROOT
    path: str | None = None

    def run(self, reports: Path) -> Tally:
        report = reports / f"{self.name.replace(' ', '-')}.xml"
        words = [*self.words, f"--junitxml={report}"] if self.tests else list(self.words)
        status = subprocess.run(  # noqa: S603
            [str(word) for word in words],
            cwd=self.folder,
            env={**os.environ, **quiet_rasa.SETTINGS, "PATH": self.path or os.environ.get("PATH", "")},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        return tally.of_report(report, status) if self.tests else tally.of_status(status)


def every(full: bool) -> list[Step]:
    """All steps; with `full` the long runs too."""
    long = ("--full",) if full else ()
    folders = [
        folder("page", PAGE_FOLDER, long),
        bot(long),
        validation(),
        folder("browser", BROWSER_FOLDER, long),
    ]
    return [*reading(), *the_page(), service(long), *folders]


def reading() -> list[Step]:
    here = Path(sys.executable)
    return [Step("ruff", (here, "-m", "ruff", "check", "--quiet", ".")), Step("mypy", (here, "-m", "mypy"))]


def the_page() -> list[Step]:
    web, path = ROOT / "web", node.path()
    return [
        Step(f"page, npm {script}", ("npm", "run", script), folder=web, path=path)
        for script in ("check", "test")
    ]


def service(more: Sequence[str]) -> Step:
    apart = (f"--ignore={PAGE_FOLDER}", f"--ignore={BROWSER_FOLDER}")
    # Much of it waits for sockets, disks and slow hashes: two at once, each file in one process.
    return pytest("service", Path(sys.executable), "tests", *apart, "-n", "2", "--dist", "loadfile", *more)


def bot(more: Sequence[str]) -> Step:
    return pytest("bot", BOT_PYTHON, *(folder for folder in BOT_FOLDERS if (ROOT / folder).is_dir()), *more)


def validation() -> Step:
    return Step("rasa data validate", (BOT_PYTHON, "-m", "rasa", "data", "validate", "--fail-on-warnings"))


def folder(name: str, path: str, more: Sequence[str]) -> Step:
    return pytest(name, Path(sys.executable), path, *more)


def pytest(name: str, python: Path, *words: str) -> Step:
    return Step(name, (python, "-m", "pytest", "-q", *words), tests=True)
