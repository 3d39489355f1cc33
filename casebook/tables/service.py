"""What keepers tell through the desk, notices that are to go out, and counts. Nothing of anybody's story."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Table

from casebook.tables.types import Moment, metadata

# One row a change, whole; the last one stands. Sealed with the keeper's desk key: it names who is on call.
told = Table(
    "told",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("values_sealed", LargeBinary, nullable=False),
)

content_checks = Table(
    "content_checks",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("name", String(80), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("by", String(32), nullable=False),
)

# `key` names the happening, so that it is told once; `mailed_at` and `posted_at` each way on its own.
outbox = Table(
    "outbox",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("what", String(20), nullable=False),
    Column("about", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("mailed_at", Moment),
    Column("posted_at", Moment),
    Column("done_at", Moment),
)
Index(
    "ix_outbox_due",
    outbox.c.due_at,
    sqlite_where=outbox.c.done_at.is_(None),
    postgresql_where=outbox.c.done_at.is_(None),
)

tallies = Table(
    "tallies",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("what", String(12), primary_key=True),
    Column("value", Integer, nullable=False),
)
