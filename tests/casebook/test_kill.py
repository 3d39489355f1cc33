"""A process that is killed at any moment loses nothing that it said it had stored."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook import messages
from casebook.book import Casebook
from ground.settings import ROOT, Settings
from tests.casebook.conftest import begin

WRITER = """
import sys
from pathlib import Path
import casebook
from casebook import messages
from ground import settings
from ground.clock import Clock

folder, conv = Path(sys.argv[1]), sys.argv[2]
book = casebook.open(settings.load({"GUIDE_DATA": str(folder / "var")}, folder), Clock())
while True:
    with book.write() as tx:
        seq = messages.add_person_message(tx, conv, None, "word " * 40).seq
        messages.add_message(tx, conv, "guide", "answer")
    print(seq, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 40, 41, 120])
def test_what_was_acknowledged_is_there_after_a_kill(
    sqlite_installation: Settings, opened: Callable[[Settings], Casebook], tmp_path: Path, acknowledged: int
) -> None:
    book = opened(sqlite_installation)
    conv = begin(book)
    program = [sys.executable, "-c", WRITER, str(tmp_path), conv]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        last = [int(writer.stdout.readline()) for _ in range(acknowledged)][-1]
        writer.send_signal(signal.SIGKILL)
    with book.read() as tx:
        seqs = [row.seq for row in messages.since(tx, conv)]
    assert seqs == list(range(1, len(seqs) + 1))
    assert len(seqs) >= last + 1
    # Both rows of a transaction, or neither.
    assert len(seqs) % 2 == 0
