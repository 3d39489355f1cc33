"""A conversation that goes on and on: all of it is there, and its end is as quick as its beginning."""

from __future__ import annotations

import hashlib
import time
from contextlib import closing
from pathlib import Path
from statistics import quantiles

import casebook
from casebook import Casebook, messages
from frontdoor import asking, hearing, settling
from frontdoor.hearing import Heard
from frontdoor.messages import Message
from frontdoor.parts import Content
from frontdoor.rasa_client import Answer
from ground import settings
from ground.clock import Clock
from ground.settings import ROOT
from tests.casebook.conftest import begin
from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.faults.person import Person

WINDOW = 100
STATE = {"v": 1, "slots": {}}


def test_a_long_talk_is_whole_and_its_end_as_fast_as_its_beginning(
    tmp_path: Path, much: Much, figure: Figure
) -> None:
    content, turns = Content.load(ROOT), much(400, 5_000)
    with closing(casebook.open(settings.load({"GUIDE_DATA": str(tmp_path)}, tmp_path), Clock())) as book:
        conv = begin(book)
        took = [_turn(book, content, conv, n) for n in range(turns)]
        with book.read() as tx:
            rows = messages.since(tx, conv, 0, 100_000)
    assert [row.seq for row in rows] == list(range(1, 2 * turns + 1))
    assert _digest(row.text for row in rows) == _digest(_texts(turns))
    first, last = _p95(took[WINDOW : 2 * WINDOW]), _p95(took[-WINDOW:])
    # a machine that does other work makes single turns slow: what must not be is that time grows with length
    assert last < 3 * first
    figure(
        "B11",
        f"{2 * turns} messages, all there; p95 {first * 1000:.0f} ms early, {last * 1000:.0f} ms at the end",
    )


async def test_a_page_that_comes_to_a_long_talk_is_told_all_of_it(bench: Bench, figure: Figure) -> None:
    await bench.up("rasa", "frontdoor")
    person = Person(bench.url())
    await person.say("hello", "a")
    with closing(bench.book()) as book, book.write() as tx:
        conv = messages.waiting(tx)[0].conversation if messages.waiting(tx) else _only(tx)
        for n in range(2_500):
            messages.add_message(tx, conv, "facilitator", f"line {n}")
    other = Person(bench.url())
    other.session = person.session
    await other.until(lambda: other.is_whole and "line 2499" in other.texts, 60)
    for one in (person, other):
        await one.hang_up()
    figure("B11", f"a page that came late was told all {len(other.rows)} of it")


def _only(tx: casebook.transaction.Tx) -> str:  # type: ignore[name-defined]
    from casebook import tables as t

    return str(tx.execute(t.conversations.select()).one().id)


def _turn(book: Casebook, content: Content, conv: str, n: int) -> float:
    began = time.perf_counter()
    hearing.store(book, Heard(conv, f"m{n}", f"words {n} āēīōū", None), content)
    turn = asking.next_turn(book, conv, content)
    assert turn is not None
    settling.settle(book, turn, Answer((Message(f"heard {n}"),), (), STATE), None, content)
    return time.perf_counter() - began


def _texts(turns: int) -> list[str]:
    return [text for n in range(turns) for text in (f"words {n} āēīōū", f"heard {n}")]


def _digest(texts: object) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()  # type: ignore[arg-type]


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
