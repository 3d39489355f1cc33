"""PostgreSQL drops every line to it again and again: what was said to be kept is there, once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest

from casebook import conversations, messages, tokens
from casebook.book import Casebook
from casebook.errors import CasebookError
from ground.settings import Settings
from tests.casebook import postgres
from tests.faults.conftest import Figure, Much, figure, much

__all__ = ["figure", "much"]
pytestmark = pytest.mark.postgres
AT_ONCE = 4
EVERY_S = 0.3
DROP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = %s"


def test_lines_that_postgresql_drops_again_and_again_lose_nothing(
    postgres_server: postgres.Server,
    opened: Callable[[Settings], Casebook],
    sqlite_installation: Settings,
    much: Much,
    figure: Figure,
) -> None:
    address = postgres_server.new_database()
    book = opened(
        replace(sqlite_installation, database_url=address.replace("postgresql:", "postgresql+psycopg:"))
    )
    over = threading.Event()
    dropping = threading.Thread(target=_drop, args=(postgres_server, address, over))
    with book.write() as tx:
        talks = [conversations.create(tx, tokens.fingerprint(f"s{n}")) for n in range(AT_ONCE)]
    dropping.start()
    end = time.monotonic() + much(3, 60)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(lambda conv: _write(book, conv, end), talks))
    over.set()
    dropping.join()
    for conv, (kept, _) in zip(talks, told, strict=True):
        with book.read() as tx:
            assert {row.client_id: row.seq for row in messages.since(tx, conv, 0, 100_000)} == kept
    refused = sum(one for _, one in told)
    assert refused
    kept_in_all = sum(len(kept) for kept, _ in told)
    figure(
        "B14",
        f"lines dropped each {EVERY_S} s for {much(3, 60)} s: {kept_in_all} messages kept, 0 lost, 0 twice",
    )


def _drop(server: postgres.Server, address: str, over: threading.Event) -> None:
    name = address.partition("@/")[2].partition("?")[0]
    while not over.wait(EVERY_S):
        with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
            connection.execute(DROP, (name,))


def _write(book: Casebook, conv: str, end: float) -> tuple[dict[str, int], int]:
    """Say one thing after the other, each until it is kept; {id: number}, and how often that was refused."""
    kept: dict[str, int] = {}
    refused = n = 0
    while time.monotonic() < end or f"m{n}" not in kept:
        try:
            with book.write() as tx:
                seq = messages.add_person_message(tx, conv, f"m{n}", f"words {n}").seq
        except CasebookError:
            refused += 1
            continue
        kept[f"m{n}"] = seq
        n += time.monotonic() < end
    return kept, refused
