"""Brings a database to the schema of this version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from casebook.engines import is_sqlite, make_engine
from casebook.errors import CasebookError

HEAD = "0007"
MIGRATIONS = Path(__file__).with_name("migrations")
_PATIENCE_MS = 15_000
_LOCK = 7_301_146


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not seen; of two processes that start at once, one waits.

    Raises CasebookError for a casebook of a newer version.
    """
    with engine.connect() as connection:
        found = version(connection)
    if found == HEAD:
        return
    if found and found > HEAD:
        raise CasebookError("the casebook was written by a newer version of the guide")
    patient = make_engine(
        engine.url.render_as_string(hide_password=False), journal="WAL", busy_ms=_PATIENCE_MS
    )
    try:
        with patient.begin() as connection:
            if not is_sqlite(patient):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            _migrate(connection)
    finally:
        patient.dispose()


def version(connection: Connection) -> str | None:
    """The version of the schema, None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _migrate(connection: Connection) -> None:
    # Only here: a start without a migration is spared the import.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
