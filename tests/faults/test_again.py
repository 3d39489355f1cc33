"""What is sent again is the same message, however many send it at once."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import casebook
from casebook import Casebook, messages
from casebook.errors import CasebookBusy
from frontdoor import hearing
from frontdoor.hearing import Heard
from frontdoor.parts import Content
from ground import settings
from ground.clock import Clock
from ground.settings import ROOT
from tests.casebook.conftest import begin
from tests.faults.conftest import Figure, Much

AT_ONCE = 4


def test_what_is_sent_again_by_four_at_once_is_one_message(
    tmp_path: Path, much: Much, figure: Figure
) -> None:
    content, each = Content.load(ROOT), much(100, 2_500)
    with closing(casebook.open(settings.load({"GUIDE_DATA": str(tmp_path)}, tmp_path), Clock())) as book:
        conv = begin(book)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            told = list(pool.map(lambda seed: _send(book, content, conv, each, seed), range(AT_ONCE)))
        with book.read() as tx:
            stored = {row.client_id: row.seq for row in messages.since(tx, conv, 0, 100_000)}
    sent = sum(len(answers) for answers in told)
    assert {pair for answers in told for pair in answers} == set(stored.items())
    assert sorted(stored.values()) == list(range(1, len(stored) + 1))
    figure("B3", f"{sent} sends by {AT_ONCE} at once, {sent - len(stored)} of them again: 0 twice")


def _send(book: Casebook, content: Content, conv: str, times: int, seed: int) -> list[tuple[str, int]]:
    """Send a common list in an order of its own, about a third of it again; (id, seq) of each."""
    chance = random.Random(seed)
    names = [f"m{n}" for n in range(times)]
    chance.shuffle(names)
    names = [name for name in names for _ in range(1 + (chance.random() < 0.3))]
    return [(name, _store(book, content, conv, name)) for name in names]


def _store(book: Casebook, content: Content, conv: str, name: str) -> int:
    while True:
        try:
            return hearing.store(book, Heard(conv, name, f"words of {name}", None), content).seq
        except CasebookBusy:
            continue
