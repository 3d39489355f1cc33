"""Shows that what was erased is gone: its keys, its rows, and what an old copy still holds of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import or_, select

from casebook import audit, cases
from casebook.book import Casebook
from casebook.tables import cases as cases_table
from casebook.tables import conversations, drafts, messages
from casebook.transaction import Tx

_k = cases_table.c
_c = conversations.c
# What a key of the case, of its talk or of its draft opens, told by the column that names the key.
_OPENED_BY = (
    ("cases", "id"),
    ("notes", "case_id"),
    ("consents", "case_id"),
    ("check_backs", "case_id"),
    ("drafts", "id"),
    ("conversations", "id"),
    ("messages", "conversation"),
    ("concerns", "conversation"),
    ("choices", "conversation"),
)


@dataclass(frozen=True)
class Before:
    """What stood there: the ids that name keys and rows."""

    case_id: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Shown:
    """Counts to print. `whole` is true where no key and no row is left, and the audit holds."""

    keys_before: int
    keys_left: int
    rows_left: int
    rows_in_copy: int
    opened_in_copy: int
    audit_line: int
    audit_holds: bool

    @property
    def whole(self) -> bool:
        return self.audit_holds and not (self.keys_left or self.rows_left or self.opened_in_copy)


def of_case(tx: Tx, reference: str) -> Before:
    """The keys of a case, of the conversations that sent or opened it, of its draft. Raises UnknownCase."""
    case = cases.line(tx, reference)
    row = tx.execute(select(_k.origin, _k.intake).where(_k.id == case.id)).one()
    talks = tx.execute(select(_c.id).where(or_(_c.case_id == case.id, _c.id == row.origin))).scalars()
    same = (drafts.c.origin == row.origin, drafts.c.intake == row.intake)
    kept = tx.execute(select(drafts.c.id).where(*same)).scalars()
    return Before(case.id, frozenset({case.id, *talks, *kept}) & tx.keys.ids())


def show(book: Casebook, before: Before, copied: Path | None = None) -> Shown:
    """Look again, after the erasure; `copied` is the SQLite file of an old backup."""
    left = before.keys & book.keys.ids()
    with book.read() as tx:
        rows = sum(
            len(tx.execute(select(column).where(column.in_(before.keys))).all())
            for column in (_k.id, _c.id, drafts.c.id, messages.c.conversation)
        )
        chain, end = audit.verify(tx), audit.head(tx)
    in_copy = _rows_in(copied, before.keys) if copied else []
    opened = sum(1 for key in in_copy if key in left)
    return Shown(len(before.keys), len(left), rows, len(in_copy), opened, end.n, chain.ok)


def _rows_in(copied: Path, keys: frozenset[str]) -> list[str]:
    """The key of each row in an old copy that one of `keys` would open."""
    marks = ", ".join("?" for _ in keys)
    with closing(sqlite3.connect(f"file:{copied}?mode=ro", uri=True)) as old:
        return [
            str(row[0])
            for table, column in _OPENED_BY
            for row in old.execute(
                f"SELECT {column} FROM {table} WHERE {column} IN ({marks})",  # noqa: S608  names of ours
                tuple(keys),
            )
        ]
