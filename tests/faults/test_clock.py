"""The clock steps forward and back: numbers alone decide the order, and nothing is hidden."""

from __future__ import annotations

from casebook import messages
from casebook.book import Casebook
from frontdoor import delivery, hearing, sessions
from frontdoor.hearing import Heard
from frontdoor.parts import Content
from ground.settings import ROOT
from tests.casebook.conftest import HandClock, begin, clock, opened, sqlite_book, sqlite_installation
from tests.faults.conftest import Figure

__all__ = ["clock", "opened", "sqlite_book", "sqlite_installation"]
STEPS = (0, -3600, -1, 7200, -86_400, 3600, 1)


def test_a_clock_that_steps_hides_nothing_and_changes_no_order(
    sqlite_book: Casebook, clock: HandClock, figure: Figure
) -> None:
    content, conv = Content.load(ROOT), begin(sqlite_book, "my session")
    for n, seconds in enumerate(STEPS):
        clock.move(seconds=seconds)
        assert hearing.store(sqlite_book, Heard(conv, f"m{n}", f"words {n}", None), content).seq == n + 1
        found = sessions.resume(sqlite_book, "my session", lambda _: clock.now())
        assert found is not None
        assert found.id == conv
        news = delivery.news(sqlite_book, conv, 0)
        assert news is not None
        assert [row.text for row in news.rows] == [f"words {k}" for k in range(n + 1)]
    with sqlite_book.read() as tx:
        assert [row.seq for row in messages.unsettled(tx, conv)] == list(range(1, len(STEPS) + 1))
    figure("B15", f"{len(STEPS)} messages over steps of up to a day either way: 0 hidden, in order")
