"""Moving everything that is remembered to another pair of databases, row by row, and counting afterwards.

What is sealed is bound to its row's id and not to the database, so rows are copied as they are.
"""

from __future__ import annotations

from sqlalchemy import MetaData, Table, delete, func, insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from casebook import keys, schema
from casebook.engines import make_engine
from casebook.errors import CasebookError, translate
from casebook.tables import counters, metadata

ROWS_AT_ONCE = 1_000
_SEQUENCE = text("SELECT pg_get_serial_sequence(:table, :column)")
_MADE_AT_START = {counters.name}


class NotEmpty(CasebookError):
    """There is something in the database that everything was to be moved to."""


def move(source: tuple[str, str], target: tuple[str, str]) -> dict[str, int]:
    """Copy casebook and key store, each (casebook, keys) by its address; returns rows by table.

    All of it or nothing: each database is written in one transaction. The source is left as it is.
    Raises NotEmpty, CasebookError.
    """
    try:
        return _copied(source[1], target[1], keys.METADATA) | _copied(source[0], target[0], metadata)
    except SQLAlchemyError as error:
        raise translate(error) from None


def _copied(source: str, target: str, tables: MetaData) -> dict[str, int]:
    journal = "DELETE" if tables is keys.METADATA else "WAL"
    old, new = make_engine(source, journal=journal), make_engine(target, journal=journal)
    try:
        for engine in (old, new):
            if tables is metadata:
                schema.upgrade(engine)
            else:
                tables.create_all(engine)
        with old.connect() as reading, new.begin() as writing:
            return {table.name: _table(reading, writing, table) for table in tables.sorted_tables}
    finally:
        old.dispose()
        new.dispose()


def _table(reading: Connection, writing: Connection, table: Table) -> int:
    if table.name in _MADE_AT_START:
        writing.execute(delete(table))
    if _count(writing, table):
        raise NotEmpty(f"{table.name} holds something already")
    rows = reading.execute(select(table)).mappings()
    while chunk := rows.fetchmany(ROWS_AT_ONCE):
        writing.execute(insert(table), [dict(row) for row in chunk])
    there, moved = _count(reading, table), _count(writing, table)
    if there != moved:
        raise CasebookError(f"{table.name}: {there} rows there, {moved} moved")
    _number_on(writing, table)
    return moved


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _number_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers rows by a sequence of its own, which has to go on after the last row."""
    if connection.dialect.name == "sqlite":
        return
    for column in table.primary_key:
        found = connection.execute(_SEQUENCE, {"table": table.name, "column": column.name}).scalar()
        if found:
            last = connection.execute(select(func.max(column))).scalar()
            connection.execute(text("SELECT setval(:found, :last)"), {"found": found, "last": last or 1})
