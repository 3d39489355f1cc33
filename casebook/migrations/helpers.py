"""What several migrations write alike."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def belongs_to(name: str, table: str, *, nullable: bool = False, **details: Any) -> sa.Column[str]:
    """A column that names a row of `table` and goes with it."""
    parent = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(32), parent, nullable=nullable, **details)


def partial_index(name: str, table: str, columns: list[Any], where: Any) -> None:
    """Make an index of only the rows that fit."""
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
