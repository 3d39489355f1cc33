"""Engines for SQLite and PostgreSQL, set up so that what is written stays written and waiting is short."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url

from casebook.errors import CasebookAway
from ground.secrets import private_folder

BUSY_MS = 250
POOL_S = 2
READ_ONLY = "guide_read_only"
_FILE = "guide_file"
_POSTGRES_LIMITS_MS = {
    "statement_timeout": 5_000,
    "lock_timeout": 1_000,
    "idle_in_transaction_session_timeout": 10_000,
}


def is_sqlite(engine: Engine) -> bool:
    """Whether the engine's database is a file of SQLite."""
    return engine.dialect.name == "sqlite"


def make_engine(url: str, *, journal: str, busy_ms: int = BUSY_MS) -> Engine:
    """An engine for `url`; `journal` is SQLite's journal mode (WAL for the casebook, DELETE for keys)."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, journal, busy_ms)
    return _postgres(url)


def _sqlite(url: str, journal: str, busy_ms: int) -> Engine:
    path = Path(make_url(url).database or "")
    private_folder(path.parent)
    # SQLite gives its -wal, -shm and -journal files the permissions of the database file.
    path.touch(mode=0o600)
    engine = create_engine(
        url, hide_parameters=True, pool_size=16, pool_timeout=POOL_S, creator=lambda: _connect(path, busy_ms)
    )
    event.listen(engine, "connect", _Pragmas(journal))
    event.listen(engine, "connect", lambda _, record: record.info.update({_FILE: file_at(path)}))
    event.listen(engine, "begin", lambda connection: _demand_the_same_file(connection, path))
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: Path, busy_ms: int) -> sqlite3.Connection:
    # mode=rw: a file that is gone is missed, and not made anew with nothing in it
    name = f"file:{quote(str(path))}?mode=rw"
    return sqlite3.connect(name, uri=True, timeout=busy_ms / 1000, check_same_thread=False)


def _postgres(url: str) -> Engine:
    options = " ".join(f"-c {name}={limit}" for name, limit in _POSTGRES_LIMITS_MS.items())
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=8,
        pool_timeout=POOL_S,
        connect_args={"connect_timeout": 3, "options": options},
    )


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`, by device and number; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _demand_the_same_file(connection: Connection, path: Path) -> None:
    # SQLite goes on writing into a file that was removed or replaced: it would be lost without a sound.
    opened = connection.connection.info.get(_FILE)
    if opened is None or opened != file_at(path):
        connection.invalidate()
        raise CasebookAway("the database file is not the one that was opened")


class _Pragmas:
    def __init__(self, journal: str) -> None:
        self.statements = (
            f"PRAGMA journal_mode={journal}",
            "PRAGMA synchronous=FULL",
            "PRAGMA secure_delete=ON",
            "PRAGMA foreign_keys=ON",
        )

    def __call__(self, connection: Any, _: Any) -> None:
        # The driver's own BEGIN would be deferred: a transaction could find out at its end that it lost.
        connection.isolation_level = None
        for statement in self.statements:
            connection.execute(statement)


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READ_ONLY)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
