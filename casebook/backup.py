"""Copies of the casebook, made while it is in use and put back as a whole. The key store is never in one.

SQLite is copied through its own backup API (sqlite.org/backup.html), PostgreSQL by pg_dump and pg_restore.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.engine import URL, make_url

from casebook import audit, rights
from casebook.audit import Head
from casebook.book import Casebook
from casebook.errors import CasebookAway, CasebookError
from casebook.rights import Staff
from casebook.tables import cases, conversations, drafts, messages, staff
from casebook.transaction import Tx

FILES = {"sqlite": "casebook.sqlite", "postgresql": "casebook.dump"}
_c = conversations.c
# Of a conversation that was left quickly a row without words stays, and its key is gone as it should be.
_WITH_WORDS = select(_c.id).where(_c.ended_at.is_(None) | _c.id.in_(select(messages.c.conversation)))
_OPENED_BY_A_KEY = {
    cases: select(cases.c.id),
    drafts: select(drafts.c.id),
    conversations: _WITH_WORDS,
}
_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


class NoProgram(CasebookError):
    """PostgreSQL's own program for this is not on this machine; `program` names it."""

    def __init__(self, program: str) -> None:
        super().__init__(program)
        self.program = program


@dataclass(frozen=True)
class Orphans:
    """Rows that no key opens: `removed` of them; `all_of_them` where none could be opened, and none was."""

    removed: int
    all_of_them: bool


def kind(database_url: str) -> str:
    """ "sqlite" or "postgresql"."""
    return make_url(database_url).get_backend_name()


def begin(tx: Tx, by: Staff) -> Head:
    """Note in the audit that a copy is made; returns where the chain ends before that. Raises NotAllowed."""
    rights.require(by, "back_up")
    end = audit.head(tx)
    audit.append(tx, by.id, "back_up")
    return end


def copy(database_url: str, to: Path) -> None:
    """A consistent copy of a casebook that others may be writing in. Raises CasebookError, NoProgram."""
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    if kind(database_url) == "postgresql":
        # The key store might be kept in the same database: it must not come along.
        words = ("--format=custom", "--exclude-table=keys", f"--file={to}")
        _run("pg_dump", make_url(database_url), *words)
        return
    with closing(sqlite3.connect(_file(database_url))) as live, closing(sqlite3.connect(to)) as copied:
        # All pages in one step: a reader of the write-ahead log, which no writer has to wait for.
        live.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
        if copied.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CasebookError("the copy is not whole")


def put_back(copied: Path, database_url: str) -> None:
    """Replace a casebook that nobody uses by a copy, all of it or nothing.

    Raises CasebookError, NoProgram.
    """
    if kind(database_url) == "postgresql":
        words = ("--clean", "--if-exists", "--single-transaction", "--no-owner", str(copied))
        _run("pg_restore", make_url(database_url), f"--dbname={make_url(database_url).database}", *words)
        return
    with closing(sqlite3.connect(copied)) as source, closing(sqlite3.connect(_file(database_url))) as live:
        source.backup(live)


def is_empty(tx: Tx) -> bool:
    """Whether nothing that people or staff made is in this casebook."""
    tables = (*_OPENED_BY_A_KEY, staff)
    return not any(tx.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)


def remove_orphans(book: Casebook) -> Orphans:
    """Take out of a restored casebook what was erased after the copy was made: its key is gone."""
    known = book.keys.ids()
    with book.write() as tx:
        there = {table: set(tx.execute(ids).scalars()) for table, ids in _OPENED_BY_A_KEY.items()}
        closed = {table: ids - known for table, ids in there.items()}
        if any(there.values()) and there == closed:
            return Orphans(0, all_of_them=True)
        for table, ids in closed.items():
            for one in ids:
                tx.execute(delete(table).where(table.c.id == one))
    return Orphans(sum(map(len, closed.values())), all_of_them=False)


def _file(database_url: str) -> str:
    return str(make_url(database_url).database)


def _run(program: str, url: URL, *words: str) -> None:
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, _PROGRAMS)])
    found = shutil.which(program, path=path)
    if found is None:
        raise NoProgram(program)
    done = subprocess.run(  # noqa: S603  PostgreSQL's own program, with words of ours
        [found, *words], env={**os.environ, **_where(url)}, capture_output=True, check=False
    )
    if done.returncode:
        raise CasebookAway(f"{program} exited with {done.returncode}")


def _where(url: URL) -> dict[str, str]:
    # In the environment and not in the words: every account may read the words of a running program.
    told = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": url.port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    return {name: str(value) for name, value in told.items() if value}
