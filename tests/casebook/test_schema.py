"""Migrations make exactly the tables that the code speaks of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from casebook import schema
from casebook.book import Casebook
from casebook.errors import CasebookError
from casebook.tables import metadata
from ground.settings import Settings


def test_the_migrated_schema_is_the_one_in_the_code(book: Casebook) -> None:
    with book._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_the_head_that_is_checked_at_start_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_a_casebook_of_a_newer_version_is_left_alone(
    sqlite_installation: Settings, sqlite_book: Casebook, opened: Callable[[Settings], Casebook]
) -> None:
    with sqlite_book.write() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CasebookError, match="newer"):
        opened(sqlite_installation)


def test_what_waits_for_an_answer_is_found_by_its_index(sqlite_book: Casebook) -> None:
    with sqlite_book.read() as tx:
        plan = tx.connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT seq FROM messages WHERE settled IS 0 ORDER BY conversation, seq"
        ).all()
    assert "ix_messages_unsettled" in str(plan)


def test_two_processes_that_start_at_once_make_one_schema(
    sqlite_installation: Settings, opened: Callable[[Settings], Casebook]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        books = list(pool.map(lambda _: opened(sqlite_installation), range(2)))
    for book in books:
        book.check()


def test_sqlite_is_set_up_to_keep_what_it_wrote(sqlite_installation: Settings, sqlite_book: Casebook) -> None:
    with sqlite_book.write() as tx:
        found = {
            name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 250,
    }
    keys = sqlite3.connect(sqlite_installation.data / "keys" / "keys.sqlite")
    assert keys.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    keys.close()
