"""One transaction: what every function of the casebook is given first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete, insert, literal_column, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, CursorResult

from casebook.keeper import Keeper
from casebook.keys import KeyStore
from casebook.sealing import Seal, place
from casebook.tables import conversations, counters, doomed

CHANNEL = "casebook"
_COUNT = (
    update(counters)
    .where(counters.c.name == bindparam("counter"))
    .values(value=counters.c.value + 1)
    .returning(counters.c.value)
)
_CHANGED = (
    update(conversations).where(conversations.c.id == bindparam("conv")).values(changed=bindparam("to"))
)


class NotCommitted(RuntimeError):
    """A mistake of ours: a change, or an audited look, in a transaction that is never committed."""


class Tx:
    """A transaction with the time, the keys and the keeper's key at hand."""

    def __init__(
        self, connection: Connection, keys: KeyStore, keeper: Keeper, now: datetime, commits: bool = True
    ) -> None:
        self._commits = commits
        self.connection = connection
        self.keys = keys
        self.keeper = keeper
        self.now = now
        self._touched: set[str] = set()
        self._doomed: set[str] = set()
        self._last: list[Callable[[], None]] = []

    def execute(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Run a statement."""
        return self.connection.execute(statement, values)

    @property
    def is_sqlite(self) -> bool:
        """Whether this runs on SQLite."""
        return self.connection.dialect.name == "sqlite"

    def insert_once(self, table: Any, **values: Any) -> bool:
        """Insert a row; False, and nothing done, where a unique index already has it."""
        dialect: Any = sqlite if self.is_sqlite else postgresql
        insertion = dialect.insert(table).values(**values).on_conflict_do_nothing()
        # Not rowcount: for an INSERT, SQLAlchemy does not promise one with every driver.
        return self.execute(insertion.returning(literal_column("1"))).first() is not None

    def insert_all_once(self, table: Any, rows: list[dict[str, Any]]) -> None:
        """Insert those rows that a unique index does not have already."""
        dialect: Any = sqlite if self.is_sqlite else postgresql
        if rows:
            self.connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)

    def make_key(self, key_id: str) -> Seal:
        """Make the key of a conversation, a draft or a case; before the row that it opens."""
        return self.keys.make(key_id, self.now)

    def seal(self, key_id: str, table: str, column: str, row: object, value: Any) -> bytes:
        """Seal a JSON value with the key `key_id` for one spot. Raises UnfitText, Erased."""
        return self.keys.seal(key_id).seal(value, place(table, column, row))

    def open(self, key_id: str, table: str, column: str, row: object, sealed: bytes | None) -> Any:
        """Open what was sealed for that spot; None stays None. Raises Erased, Tampered."""
        return None if sealed is None else self.keys.seal(key_id).open(sealed, place(table, column, row))

    def desk_seal(self, table: str, column: str, row: object, value: Any) -> bytes:
        """Seal with the keeper's desk key, for what belongs to staff and not to a person's story."""
        return self.keeper.desk.seal(value, place(table, column, row))

    def desk_open(self, table: str, column: str, row: object, sealed: bytes | None) -> Any:
        """Open what `desk_seal` made; None stays None."""
        return None if sealed is None else self.keeper.desk.open(sealed, place(table, column, row))

    def touch(self, conversation: str) -> None:
        """Tell followers, at the commit, that this conversation changed."""
        self._touched.add(conversation)

    def doom(self, key_id: str) -> None:
        """Destroy this key once the commit has removed the rows it opens."""
        self.insert_once(doomed, key_id=key_id)
        self._doomed.add(key_id)

    def at_end(self, step: Callable[[], None]) -> None:
        """Do `step` just before the commit: rows that every writer wants are then locked briefly.

        Raises NotCommitted in a transaction for looking: an audit line must not vanish without a sound.
        """
        if not self._commits:
            raise NotCommitted("what has to be written was asked of a transaction that only looks")
        self._last.append(step)

    def finish(self) -> None:
        """Do what was left for the end; the commit follows."""
        for step in self._last:
            step()
        if not self._touched:
            return
        # The counter's row stays locked up to the commit, so its values appear in order.
        value = self.execute(_COUNT, {"counter": "changes"}).scalar_one()
        for conversation in sorted(self._touched):
            self.execute(_CHANGED, {"conv": conversation, "to": value})
        if not self.is_sqlite:
            self.execute(text(f"NOTIFY {CHANNEL}"))

    def take_doomed(self) -> set[str]:
        """The keys to destroy now that the commit is done."""
        return self._doomed


def missing_counters(connection: Connection) -> set[str]:
    """The counters that have no row yet."""
    return {"changes", "audit", "checks"} - set(connection.execute(select(counters.c.name)).scalars())


def start_counters(connection: Connection) -> None:
    """Make the counters' rows in a new casebook."""
    for name in missing_counters(connection):
        connection.execute(insert(counters).values(name=name, value=0))


def forget_doomed(tx: Tx, key_ids: set[str]) -> None:
    """Strike keys off the list once they are destroyed."""
    tx.execute(delete(doomed).where(doomed.c.key_id.in_(key_ids)))
