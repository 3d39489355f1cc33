"""Whoever edits, drops, adds, moves or cuts off a line of the audit is found out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert, select, update

from casebook import audit, erasure
from casebook.book import Casebook
from casebook.errors import NotAllowed
from casebook.tables import audit as lines
from casebook.tables import counters
from casebook.transaction import NotCommitted, Tx
from tests.casebook.conftest import FACILITATOR, LEAD
from tests.casebook.stories import send


def written(book: Casebook, count: int = 5) -> None:
    for n in range(count):
        with book.write() as tx:
            audit.append(tx, "f1", "read", f"R-{n}", {"n": n} if n % 2 else None)


def edit(tx: Tx) -> None:
    tx.execute(update(lines).where(lines.c.n == 3).values(who="nobody"))


def blank(tx: Tx) -> None:
    tx.execute(update(lines).where(lines.c.n == 2).values(detail_sealed=None))


def drop(tx: Tx) -> None:
    tx.execute(delete(lines).where(lines.c.n == 2))


def drop_and_close_the_gap(tx: Tx) -> None:
    drop(tx)
    for n in (3, 4, 5):
        tx.execute(update(lines).where(lines.c.n == n).values(n=n - 1))


def cut_off(tx: Tx) -> None:
    tx.execute(delete(lines).where(lines.c.n == 5))


def cut_off_and_count_back(tx: Tx) -> None:
    cut_off(tx)
    tx.execute(update(counters).where(counters.c.name == "audit").values(value=4))


def add(tx: Tx) -> None:
    last = tx.execute(select(lines).where(lines.c.n == 5)).one()
    tx.execute(insert(lines).values(**{**last._mapping, "n": 6}))


def swap(tx: Tx) -> None:
    for was, becomes in ((1, 9), (2, 1), (9, 2)):
        tx.execute(update(lines).where(lines.c.n == was).values(n=becomes))


def move_time(tx: Tx) -> None:
    at = tx.execute(select(lines.c.at).where(lines.c.n == 4)).scalar_one()
    tx.execute(update(lines).where(lines.c.n == 4).values(at=at.replace(year=2020)))


def empty(tx: Tx) -> None:
    tx.execute(delete(lines))


def test_an_untouched_chain_holds(book: Casebook) -> None:
    written(book)
    with book.read() as tx:
        assert audit.verify(tx) == audit.Verdict(True, 5, None)


@pytest.mark.parametrize(
    "tamper",
    [edit, blank, drop, drop_and_close_the_gap, cut_off, cut_off_and_count_back, add, swap, move_time, empty],
)
def test_tampering_is_found(book: Casebook, tamper: Callable[[Tx], None]) -> None:
    written(book)
    with book.write() as tx:
        tamper(tx)
    with book.read() as tx:
        assert not audit.verify(tx).ok


def test_the_first_line_that_does_not_fit_is_named(book: Casebook) -> None:
    written(book)
    with book.write() as tx:
        edit(tx)
    with book.read() as tx:
        assert audit.verify(tx).broken_at == 3


def test_a_head_noted_elsewhere_proves_that_nothing_was_put_back(book: Casebook) -> None:
    written(book)
    with book.read() as tx:
        noted = audit.head(tx)
        before = tx.execute(select(counters.c.value, counters.c.mac).where(counters.c.name == "audit")).one()
    written(book, 2)
    with book.read() as tx:
        assert audit.verify(tx, noted).ok
        later = audit.head(tx)
    with book.write() as tx:
        tx.execute(delete(lines).where(lines.c.n > 5))
        tx.execute(update(counters).where(counters.c.name == "audit").values(**before._mapping))
    with book.read() as tx:
        assert audit.verify(tx).ok
        assert not audit.verify(tx, later).ok


def test_a_transaction_that_fails_writes_no_line(book: Casebook) -> None:
    def fails() -> None:
        with book.write() as tx:
            audit.append(tx, "f1", "read", "R-1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    with book.read() as tx:
        assert audit.verify(tx).lines == 0


def test_the_chain_holds_after_an_erasure_and_proves_it(book: Casebook) -> None:
    sent = send(book)
    with book.write() as tx:
        erasure.erase(tx, LEAD, sent.reference)
    with book.read() as tx:
        assert audit.verify(tx).ok
        newest = audit.listed(tx, LEAD)[0]
    assert (newest.who, newest.what, newest.subject) == ("l1", "erase", sent.reference)
    assert newest.detail == {"keys": 2, "messages": 0}


def test_facilitators_do_not_read_the_audit(book: Casebook) -> None:
    with book.read() as tx, pytest.raises(NotAllowed):
        audit.listed(tx, FACILITATOR)


def test_the_page_of_the_audit_turns(book: Casebook) -> None:
    written(book)
    with book.read() as tx:
        assert [line.n for line in audit.listed(tx, LEAD, before=4, limit=2)] == [3, 2]


def test_an_audited_look_cannot_happen_where_nothing_is_committed(book: Casebook) -> None:
    with pytest.raises(NotCommitted), book.read() as tx:
        audit.append(tx, "somebody", "see_gate", "R-AAAA-AAAA")
