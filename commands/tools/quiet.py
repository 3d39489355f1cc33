"""Runs another program, keeps what it prints, and shows the end of it only when it fails."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from commands.tools.places import HOME, ROOT
from commands.tools.trouble import Trouble

LINES_SHOWN = 25


def run(
    words: Sequence[str | Path], failure: str, more: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> None:
    """Runs `words`; raises Trouble with the sentence `failure` when it exits with anything but 0."""
    HOME.mkdir(exist_ok=True)
    log = HOME / "setup.log"
    with log.open("wb") as out:
        done = subprocess.run(  # noqa: S603  the words are this project's own
            [str(word) for word in words],
            cwd=cwd,
            env={**os.environ, **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise Trouble(_why(log.read_text(errors="replace"), failure))


def _why(printed: str, failure: str) -> str:
    if "No space left on device" in printed:
        return "the disk is full: free some space and run this again"
    print("\n".join(printed.splitlines()[-LINES_SHOWN:]), file=sys.stderr)
    return failure
