"""Following the casebook: whoever wants to know is told which conversations changed, in every process."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import URL

from casebook.engines import file_at
from casebook.errors import CasebookError
from casebook.transaction import CHANNEL
from ground import logging

Callback = Callable[[Mapping[str, int]], None]
# Looks for changes after a cursor: (new cursor, {conversation: number of its last change}).
Look = Callable[[int], tuple[int, Mapping[str, int]]]

TICK_S = 0.1
_AWAY_S = 1.0
_LISTEN_S = 0.5


class Follower:
    """Runs in a thread of its own until `stop`."""

    def __init__(self, url: URL, look: Look, cursor: int, callback: Callback) -> None:
        self._stopped = threading.Event()
        self._watch = _watch_sqlite if url.get_backend_name() == "sqlite" else _watch_postgres
        self._url = url
        self._look = look
        self._cursor = cursor
        self._tell = on_this_loop(callback)
        self._thread = threading.Thread(target=self._run, name="casebook-follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following; returns when the thread has ended."""
        self._stopped.set()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                for _ in self._watch(self._url, self._stopped):
                    self._look_and_tell()
            except (CasebookError, sqlite3.Error, psycopg.Error) as error:
                logging.get("casebook").warning("follower_waits", error=type(error).__name__)
                self._stopped.wait(_AWAY_S)

    def _look_and_tell(self) -> None:
        self._cursor, changed = self._look(self._cursor)
        if changed and not self._stopped.is_set():
            self._tell(changed)


def on_this_loop(callback: Callback) -> Callback:
    """Have `callback` called on the event loop that runs here; where none runs, on whatever thread calls."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return callback

    def tell(changed: Mapping[str, int]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(callback, changed)

    return tell


def _watch_sqlite(url: URL, stopped: threading.Event) -> Iterator[None]:
    """Yield at the start and after each commit of another connection."""
    path = Path(url.database or "")
    opened = file_at(path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as connection:
        seen: Any = None
        # a file that was put in its place is watched anew
        while not stopped.wait(TICK_S) and file_at(path) == opened:
            now = connection.execute("PRAGMA data_version").fetchone()
            if now != seen:
                seen = now
                yield


def _watch_postgres(url: URL, stopped: threading.Event) -> Iterator[None]:
    """Yield at the start and after each notice."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True, connect_timeout=3) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        yield
        while not stopped.is_set():
            if any(True for _ in connection.notifies(timeout=_LISTEN_S, stop_after=1)):
                yield
