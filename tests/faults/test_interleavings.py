"""While a facilitator holds a conversation the guide says nothing, in whatever order things happen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text

import casebook
from casebook import Casebook, holding, messages
from casebook import tables as t
from frontdoor import turns
from frontdoor.parts import Content
from ground import settings
from ground.clock import Clock
from ground.settings import ROOT
from tests.faults.conftest import Figure, Much
from tests.faults.interleaving import ANA, WITNESS, Silent, begin, interleave


@pytest.fixture
def witnessed(tmp_path: Path) -> Iterator[Casebook]:
    """A casebook that notes by itself when the guide speaks over a facilitator."""
    book = casebook.open(settings.load({"GUIDE_DATA": str(tmp_path / "var")}, tmp_path), Clock())
    # what is tried here is order and not power loss
    event.listen(book._engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    book._engine.dispose()
    with book.write() as tx:
        tx.execute(text("CREATE TABLE spoken_over (conversation TEXT, seq INTEGER)"))
        tx.execute(text(WITNESS))
    yield book
    book.close()


async def test_in_no_order_does_the_guide_speak_over_a_facilitator(
    witnessed: Casebook, much: Much, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "FIRST_PAUSE_S", 0.0)
    monkeypatch.setattr(turns, "GIVE_UP_AFTER", 3)
    monkeypatch.setattr(turns, "log", Silent())
    content, wanted = Content.load(ROOT), much(150, 10_000)
    came = sum([await interleave(witnessed, content, seed) for seed in range(wanted)])
    with witnessed.read() as tx:
        assert tx.execute(text("SELECT * FROM spoken_over")).all() == []
        guide = tx.execute(select(func.count()).where(t.messages.c.side == "guide")).scalar_one()
        unsettled = tx.execute(select(func.count()).where(t.messages.c.settled.is_(False))).scalar_one()
    assert guide > wanted / 4
    assert unsettled == 0
    said = f"{came} times a facilitator took over, {guide} messages of the guide, 0 while a facilitator held"
    figure("B8", f"{wanted} interleavings, {said}")


async def test_the_witness_sees_a_guide_that_speaks_over(witnessed: Casebook) -> None:
    conv = begin(witnessed)
    with witnessed.write() as tx:
        holding.take_over(tx, ANA, conv)
        messages.add_message(tx, conv, "guide", "over")
        assert tx.execute(text("SELECT count(*) FROM spoken_over")).scalar_one() == 1
