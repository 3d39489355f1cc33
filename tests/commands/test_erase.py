"""Erasing at the command line: through the gate, audited, and proved against what is left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import casebook
from casebook import cases, proof
from casebook import tables as t
from casebook.errors import Erased
from casebook.proof import Before
from ground.clock import Clock
from tests.casebook.stories import WORDS, send
from tests.casebook.test_at_rest import bytes_below
from tests.commands.keepers import Desk
from tests.commands.test_backup import backed_up


def one_case(desk: Desk) -> tuple[str, str]:
    with closing(desk.book()) as book:
        sent = send(book)
    return sent.reference, sent.case_id


def erase(desk: Desk, reference: str, *more: str) -> str:
    return desk.run("erase", reference, "--yes", "--conflict", "no", *more)


def test_the_proof_says_that_keys_and_rows_are_gone(desk: Desk) -> None:
    reference, _ = one_case(desk)
    told = erase(desk, reference.lower()).splitlines()
    assert told[1:3] == ["keys destroyed: 2 of 2", "rows left: 0; messages removed: 0"]
    assert told[-2].endswith("the chain holds")
    assert told[-1] == "proved"
    with closing(desk.book()) as book:
        assert book.keys.ids() == set()
        with book.read() as tx:
            assert [tx.execute(table.select()).all() for table in (t.cases, t.conversations)] == [[], []]


def test_an_old_backup_cannot_be_read_any_more(sqlite_desk: Desk, tmp_path: Path) -> None:
    reference, case_id = one_case(sqlite_desk)
    made = backed_up(sqlite_desk, tmp_path / "out")
    told = erase(sqlite_desk, reference, "--backup", str(made))
    assert "in the backup: 0 of 4 rows can be opened" in told
    old = replace(sqlite_desk.settings, database_url=f"sqlite:///{made / 'casebook.sqlite'}")
    with closing(casebook.open(old, Clock())) as book, book.read() as tx, pytest.raises(Erased):
        cases.summary_for_person(tx, case_id)


def test_no_byte_of_the_case_is_left_in_the_files(sqlite_desk: Desk) -> None:
    reference, case_id = one_case(sqlite_desk)
    file = sqlite_desk.settings.data / "casebook.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        [sealed] = raw.execute("SELECT summary_sealed FROM cases").fetchone()
    erase(sqlite_desk, reference)
    everything = bytes_below(sqlite_desk.settings.data)
    assert sealed not in everything
    assert case_id.encode() not in everything


def test_it_is_audited_without_a_word_of_what_was_erased(desk: Desk) -> None:
    reference, _ = one_case(desk)
    told = erase(desk, reference)
    assert WORDS not in told
    with closing(desk.book()) as book, book.read() as tx:
        row = tx.execute(t.audit.select().order_by(t.audit.c.n.desc()).limit(1)).one()
    assert (row.who, row.what, row.subject) == ("machine", "erase", reference)


def test_who_has_a_conflict_of_interest_erases_nothing(sqlite_desk: Desk) -> None:
    reference, _ = one_case(sqlite_desk)
    assert "conflict" in sqlite_desk.refused("erase", reference, "--yes", "--conflict", "yes")
    with closing(sqlite_desk.book()) as book, book.read() as tx:
        assert cases.status(tx, reference_id(tx, reference)).reference == reference


def reference_id(tx: casebook.book.Tx, reference: str) -> str:
    return str(cases.line(tx, reference).id)


def test_nothing_is_erased_where_nobody_can_be_asked(sqlite_desk: Desk) -> None:
    reference, _ = one_case(sqlite_desk)
    assert "--yes" in sqlite_desk.refused("erase", reference, "--conflict", "no")


def test_an_unknown_reference_is_said(sqlite_desk: Desk) -> None:
    assert "no case" in sqlite_desk.refused("erase", "R-2222-2222", "--yes")


def test_a_key_that_is_left_is_not_called_proof(sqlite_desk: Desk) -> None:
    _, case_id = one_case(sqlite_desk)
    with closing(sqlite_desk.book()) as book:
        shown = proof.show(book, Before(case_id, frozenset({case_id})))
    assert not shown.whole
    assert (shown.keys_left, shown.rows_left) == (1, 1)
