"""The key store: data keys in a database of their own, so that destroying a key destroys what it opens.

A backup of the casebook never holds this store; without a key its rows stay closed in every copy.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from casebook.engines import READ_ONLY, is_sqlite, make_engine
from casebook.errors import Erased, Tampered, translate
from casebook.sealing import KEY_BYTES, Seal
from casebook.tables.types import Moment

METADATA = MetaData()
_keys = Table(
    "keys",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)
_ONE = select(_keys.c.wrapped).where(_keys.c.id == bindparam("key_id"))
_REMEMBERED = 4096
_REMEMBERED_S = 60.0
_NONCE_BYTES = 12


class KeyStore:
    """Makes, opens and destroys data keys, each wrapped with the keeper's key."""

    def __init__(
        self,
        url: str,
        wrapping: bytes,
        ticks: Callable[[], float] = time.monotonic,
        former: bytes | None = None,
    ) -> None:
        self._engine = make_engine(url, journal="DELETE", busy_ms=1000)
        self._wrapper = AESGCM(wrapping)
        # While the keeper's key is being changed, keys that the one before wraps open too.
        self._former = AESGCM(former) if former else None
        self._ticks = ticks
        # For a minute only: a key that another process destroyed is then gone from this memory too.
        self._open: OrderedDict[str, tuple[float, Seal]] = OrderedDict()
        self._lock = threading.Lock()
        if not self._is_made():
            with self._changing() as connection:
                METADATA.create_all(connection)

    def make(self, key_id: str, at: datetime) -> Seal:
        """Make a key and return what seals with it."""
        key = os.urandom(KEY_BYTES)
        with self._changing() as connection:
            connection.execute(insert(_keys).values(id=key_id, wrapped=self._wrap(key_id, key), made_at=at))
        return self._remember(key_id, Seal(key))

    def seal(self, key_id: str) -> Seal:
        """What seals and opens with this key. Raises Erased when it was destroyed."""
        with self._lock:
            since, known = self._open.get(key_id, (0.0, None))
        if known and self._ticks() - since < _REMEMBERED_S:
            return known
        with self._changing() as connection:
            wrapped = connection.execute(_ONE, {"key_id": key_id}).scalar()
        if wrapped is None:
            raise Erased("the key was destroyed")
        return self._remember(key_id, Seal(self._unwrap(key_id, wrapped)))

    def destroy(self, key_ids: Iterable[str]) -> int:
        """Destroy keys for good and return how many there were."""
        doomed = list(key_ids)
        with self._lock:
            for key_id in doomed:
                self._open.pop(key_id, None)
        with self._changing() as connection:
            removed = sum(
                connection.execute(delete(_keys).where(_keys.c.id == key_id)).rowcount for key_id in doomed
            )
        if removed:
            self._overwrite()
        return removed

    def made_before(self, moment: datetime) -> set[str]:
        """The ids of all keys made before `moment`."""
        with self._changing() as connection:
            return set(connection.execute(select(_keys.c.id).where(_keys.c.made_at < moment)).scalars())

    def rewrap(self) -> int:
        """Wrap every key anew with the keeper's key of today, all or none; returns how many."""
        with self._changing() as connection:
            rows = connection.execute(select(_keys.c.id, _keys.c.wrapped)).all()
            for row in rows:
                anew = self._wrap(row.id, self._unwrap(row.id, row.wrapped))
                connection.execute(update(_keys).where(_keys.c.id == row.id).values(wrapped=anew))
        self._overwrite()
        return len(rows)

    def open_all(self) -> int:
        """Open every key with the keeper's key of today; returns how many. Raises Tampered."""
        with self._changing() as connection:
            rows = connection.execute(select(_keys.c.id, _keys.c.wrapped)).all()
        for row in rows:
            self._unwrap(row.id, row.wrapped)
        return len(rows)

    def ids(self) -> set[str]:
        """The ids of all keys that are there."""
        with self._changing() as connection:
            return set(connection.execute(select(_keys.c.id)).scalars())

    def close(self) -> None:
        """Let go of the database and of every key in memory."""
        self._open.clear()
        self._engine.dispose()

    def _is_made(self) -> bool:
        # A look without a lock: a start must not fail because somebody else is writing.
        try:
            with self._engine.connect().execution_options(**{READ_ONLY: True}) as connection:
                return inspect(connection).has_table(_keys.name)
        except SQLAlchemyError as error:
            raise translate(error) from None

    def _wrap(self, key_id: str, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._wrapper.encrypt(nonce, key, key_id.encode())

    def _unwrap(self, key_id: str, wrapped: bytes) -> bytes:
        for wrapper in filter(None, (self._wrapper, self._former)):
            with suppress(InvalidTag):
                return wrapper.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], key_id.encode())
        raise Tampered("keys")

    def _remember(self, key_id: str, seal: Seal) -> Seal:
        with self._lock:
            self._open[key_id] = (self._ticks(), seal)
            self._open.move_to_end(key_id)
            if len(self._open) > _REMEMBERED:
                self._open.popitem(last=False)
        return seal

    def _overwrite(self) -> None:
        # SQLite's secure_delete has already written zeros over the row; PostgreSQL keeps the dead row on disk
        # until the table is written anew.
        if not is_sqlite(self._engine):
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM FULL keys"))

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise translate(error) from None
