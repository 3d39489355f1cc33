"""The casebook itself: its two databases, its transactions and its threads."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from casebook import schema
from casebook.conversations import changed_since
from casebook.engines import READ_ONLY, is_sqlite, make_engine
from casebook.errors import CasebookBusy, CasebookError, translate
from casebook.follow import Callback, Follower
from casebook.keeper import Keeper
from casebook.keys import KeyStore
from casebook.tables import counters, doomed
from casebook.transaction import Tx, forget_doomed, missing_counters, start_counters
from ground import logging
from ground.clock import Clock
from ground.settings import Settings

Args = ParamSpec("Args")
Result = TypeVar("Result")

READERS = 4
POSTGRES_WRITERS = 8
_CHANGES = counters.c.name == "changes"
# A number that changes: SQLite writes nothing where nothing would change, and a full disk would go unseen.
_CHECK = update(counters).where(counters.c.name == "checks").values(value=counters.c.value + 1)
_PATIENCE_S = 15.0


class Casebook:
    """Everything that is remembered. Safe to use from several threads and several processes at once."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.clock = clock
        self.keeper = Keeper.read(settings.key_file)
        self._engine = make_engine(settings.database_url, journal="WAL")
        self._reading = self._engine.execution_options(**{READ_ONLY: True})
        # SQLite has one writer; a queue in one thread is fairer and quicker than waiting for its lock.
        self._writers = ThreadPoolExecutor(self._writing_at_once(), "casebook-writer")
        self._readers = ThreadPoolExecutor(READERS, "casebook-reader")
        _patiently(lambda: self._make_ready(settings.keys_url))
        self._destroy_soon()

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """A transaction that commits at its end and leaves no trace if anything is raised inside.

        Raises CasebookBusy, CasebookAway, CasebookFull.
        """
        try:
            with self._engine.begin() as connection:
                tx = Tx(connection, self.keys, self.keeper, self.clock.now())
                yield tx
                tx.finish()
        except SQLAlchemyError as error:
            raise translate(error) from None
        if tx.take_doomed():
            self._destroy_soon()

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A transaction for looking: what is changed in it is never committed."""
        try:
            with self._reading.connect() as connection:
                yield Tx(connection, self.keys, self.keeper, self.clock.now(), commits=False)
        except SQLAlchemyError as error:
            raise translate(error) from None

    async def run(
        self, fn: Callable[Concatenate[Casebook, Args], Result], *args: Args.args, **kwargs: Args.kwargs
    ) -> Result:
        """Await `fn(book, *args)`, run on the writers' thread."""
        return await _in(self._writers, fn, self, *args, **kwargs)

    async def look(
        self, fn: Callable[Concatenate[Casebook, Args], Result], *args: Args.args, **kwargs: Args.kwargs
    ) -> Result:
        """Await `fn(book, *args)`, run beside the writers: for reading, and for slow hashes."""
        return await _in(self._readers, fn, self, *args, **kwargs)

    def follow(self, callback: Callback) -> Follower:
        """Call `callback({conversation: number of its change})` within about 100 ms of each from now on.

        It is called on the event loop that is running here, or else on the follower's own thread.
        """
        with self.read() as tx:
            cursor = int(tx.execute(select(counters.c.value).where(_CHANGES)).scalar_one())
        return Follower(self._engine.url, self._changed_since, cursor, callback)

    def check(self) -> None:
        """Write and commit: returns when that works, raises a CasebookError when it does not."""
        try:
            with self._engine.begin() as connection:
                connection.execute(_CHECK)
        except SQLAlchemyError as error:
            raise translate(error) from None

    def destroy_doomed_keys(self) -> int:
        """Destroy the keys whose rows are gone and return how many: after each erasure, and at the start."""
        with self.read() as tx:
            waiting = set(tx.execute(select(doomed.c.key_id)).scalars())
        if not waiting:
            return 0
        self.keys.destroy(waiting)
        with self.write() as tx:
            forget_doomed(tx, waiting)
        return len(waiting)

    def empty_write_ahead_log(self) -> None:
        """Bring SQLite's log back to nothing: old rows, sealed as they are, do not stay in it for long."""
        if is_sqlite(self._engine):
            with closing(self._engine.raw_connection()) as raw, suppress(sqlite3.OperationalError):
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """End the threads and let go of both databases."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()
        self.keys.close()

    def _writing_at_once(self) -> int:
        return 1 if is_sqlite(self._engine) else POSTGRES_WRITERS

    def _make_ready(self, keys_url: str) -> None:
        try:
            self.keys = KeyStore(keys_url, self.keeper.wrapping, former=self.keeper.former_wrapping)
            schema.upgrade(self._engine)
            # A look first, so that a start seldom has to wait for somebody who writes.
            with self._reading.connect() as connection:
                missing = missing_counters(connection)
            if missing:
                with self._engine.begin() as connection:
                    start_counters(connection)
        except SQLAlchemyError as error:
            raise translate(error) from None

    def _changed_since(self, cursor: int) -> tuple[int, dict[str, int]]:
        with self.read() as tx:
            return changed_since(tx, cursor)

    def _destroy_soon(self) -> None:
        # The rows are gone whatever happens here; the list of doomed keys is worked off again later.
        try:
            self.destroy_doomed_keys()
        except CasebookError as error:
            logging.get("casebook").warning("key_destruction_waits", error=type(error).__name__)


def open_casebook(settings: Settings, clock: Clock) -> Casebook:
    """Open the casebook of this installation, making or upgrading what is not there yet."""
    return Casebook(settings, clock)


def _patiently(step: Callable[[], None]) -> None:
    """At the start only: wait while another part makes or upgrades the casebook."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return step()
        except CasebookBusy:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


async def _in(pool: ThreadPoolExecutor, fn: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, lambda: fn(*args, **kwargs))
