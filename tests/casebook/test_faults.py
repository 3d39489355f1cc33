"""When a database is locked, full or away, that is said at once, in the casebook's own words."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from casebook import conversations, messages
from casebook.book import Casebook
from casebook.errors import CasebookAway, CasebookBusy, CasebookError, CasebookFull
from casebook.transaction import Tx
from ground.settings import Settings
from tests.casebook import postgres
from tests.casebook.conftest import begin


def test_a_locked_file_is_said_to_be_busy_within_half_a_second(
    sqlite_installation: Settings, sqlite_book: Casebook
) -> None:
    conv = begin(sqlite_book)
    with closing(
        sqlite3.connect(sqlite_installation.data / "casebook.sqlite", isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(CasebookBusy), sqlite_book.write() as tx:
            messages.add_person_message(tx, conv, "a", "canary")
        assert time.monotonic() - began < 0.5
        with sqlite_book.read() as tx:
            assert conversations.get(tx, conv).last_seq == 0
        other.execute("ROLLBACK")
    with sqlite_book.write() as tx:
        assert messages.add_person_message(tx, conv, "a", "canary").seq == 1


async def test_the_event_loop_goes_on_while_a_writer_waits(
    sqlite_installation: Settings, sqlite_book: Casebook
) -> None:
    def write(book: Casebook) -> None:
        book.check()

    with closing(
        sqlite3.connect(sqlite_installation.data / "casebook.sqlite", isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.ensure_future(sqlite_book.run(write))
        longest, last = 0.0, time.monotonic()
        while not waiting.done():
            await asyncio.sleep(0.005)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert longest < 0.1
    with pytest.raises(CasebookBusy):
        await waiting


async def test_run_writes_on_one_thread_and_look_reads_beside_it(sqlite_book: Casebook) -> None:
    def name(_: Casebook, word: str) -> str:
        time.sleep(0.01)
        return f"{word} {threading.current_thread().name}"

    writers = await asyncio.gather(*(sqlite_book.run(name, "run") for _ in range(5)))
    readers = await asyncio.gather(*(sqlite_book.look(name, "look") for _ in range(5)))
    assert len(set(writers)) == 1
    assert set(writers).isdisjoint(readers)
    assert threading.current_thread().name not in " ".join(writers + readers)


def test_a_full_database_says_so_and_keeps_what_it_has(sqlite_book: Casebook) -> None:
    conv = begin(sqlite_book)

    def fill(tx: Tx) -> None:
        pages = tx.execute(text("PRAGMA page_count")).scalar_one()
        tx.execute(text(f"PRAGMA max_page_count={pages}"))
        for n in range(500):
            messages.add_message(tx, conv, "guide", f"canary {n}" * 100)

    with pytest.raises(CasebookFull) as full, sqlite_book.write() as tx:
        fill(tx)
    assert "canary" not in repr(full.value)
    with sqlite_book.read() as tx:
        assert messages.since(tx, conv) == []


def test_a_read_only_file_says_so(sqlite_book: Casebook) -> None:
    conv = begin(sqlite_book)

    def write(tx: Tx) -> None:
        tx.execute(text("PRAGMA query_only=ON"))
        conversations.presence(tx, conv, True)

    with pytest.raises(CasebookFull), sqlite_book.write() as tx:
        write(tx)


def test_an_error_holds_none_of_the_words(sqlite_book: Casebook) -> None:
    with pytest.raises(CasebookError) as error, sqlite_book.write() as tx:
        tx.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "canary"})
    shown = repr(error.value) + repr(error.value.__cause__)
    assert "canary" not in shown
    assert error.value.__suppress_context__


def test_a_file_that_is_no_database_is_away(
    sqlite_installation: Settings, opened: Callable[[Settings], Casebook], tmp_path: Path
) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(CasebookAway):
        opened(replace(sqlite_installation, database_url=f"sqlite:///{tmp_path}/other.sqlite"))


def test_a_file_that_was_removed_is_not_written_to_unseen(
    sqlite_installation: Settings, sqlite_book: Casebook
) -> None:
    conv = begin(sqlite_book)
    file = sqlite_installation.data / "casebook.sqlite"
    aside = file.rename(file.with_suffix(".aside"))
    with pytest.raises(CasebookAway), sqlite_book.write() as tx:
        messages.add_person_message(tx, conv, "a", "lost")
    with pytest.raises(CasebookAway), sqlite_book.read() as tx:
        messages.since(tx, conv)
    aside.rename(file)
    with sqlite_book.write() as tx:
        assert messages.add_person_message(tx, conv, "a", "kept").seq == 1


def test_a_healthy_casebook_passes_its_check(book: Casebook) -> None:
    book.check()


@pytest.mark.postgres
def test_postgresql_that_is_away_is_said_to_be_and_comes_back(
    tmp_path: Path, opened: Callable[[Settings], Casebook], sqlite_installation: Settings
) -> None:
    with postgres.serving() as server:
        address = server.new_database().replace("postgresql:", "postgresql+psycopg:")
        book = opened(replace(sqlite_installation, database_url=address))
        conv = begin(book)
        server.control("-m", "immediate", "stop")
        with pytest.raises(CasebookAway):
            book.check()
        server.start()
        with book.write() as tx:
            assert messages.add_person_message(tx, conv, "a", "still here").seq == 1


@pytest.mark.postgres
def test_a_locked_row_of_postgresql_is_said_to_be_busy(
    postgres_server: postgres.Server, opened: Callable[[Settings], Casebook], sqlite_installation: Settings
) -> None:
    address = postgres_server.new_database().replace("postgresql:", "postgresql+psycopg:")
    book = opened(replace(sqlite_installation, database_url=address))
    conv = begin(book)
    with book.write() as holding_on:
        conversations.lock(holding_on, conv)
        began = time.monotonic()
        with pytest.raises(CasebookBusy), book.write() as tx:
            messages.add_message(tx, conv, "guide", "waits")
        assert time.monotonic() - began < 2
