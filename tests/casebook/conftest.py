"""The same tests run against SQLite and against a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import casebook
from casebook import conversations, tokens
from casebook.book import Casebook
from casebook.rights import Staff
from ground import settings
from ground.clock import Clock
from ground.settings import Settings
from tests.casebook import postgres

FACILITATOR = Staff("f1", "facilitator", "Ana", "ana@example.org")
OTHER = Staff("f2", "facilitator", "Tama", "tama@example.org")
LEAD = Staff("l1", "lead", "Mere", "mere@example.org")
KEEPER = Staff("k1", "keeper", "Rangi", "rangi@example.org")


class HandClock(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    with postgres.serving() as server:
        yield server


@pytest.fixture(scope="session")
def databases(postgres_server: postgres.Server) -> tuple[str, str]:
    """The addresses of a casebook and a key store: one pair for all tests, emptied before each."""
    return postgres_server.new_database(), postgres_server.new_database()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a new installation, once with each database."""
    fresh = settings.load({"GUIDE_DATA": str(tmp_path / "var")}, tmp_path)
    if request.param == "sqlite":
        return fresh
    database, keys = request.getfixturevalue("databases")
    for address in (database, keys):
        postgres.empty(address)
    addresses = {"GUIDE_DATABASE_URL": database, "GUIDE_KEYS_URL": keys}
    return settings.load({**addresses, "GUIDE_DATA": str(tmp_path / "var")}, tmp_path)


@pytest.fixture
def sqlite_installation(tmp_path: Path) -> Settings:
    return settings.load({"GUIDE_DATA": str(tmp_path / "var")}, tmp_path)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def opened(clock: HandClock) -> Iterator[Callable[[Settings], Casebook]]:
    """Opens casebooks and closes them when the test is over."""
    books: list[Casebook] = []

    def open_one(installation: Settings) -> Casebook:
        books.append(casebook.open(installation, clock))
        return books[-1]

    yield open_one
    for book in books:
        book.close()


@pytest.fixture
def book(installation: Settings, opened: Callable[[Settings], Casebook]) -> Casebook:
    return opened(installation)


@pytest.fixture
def sqlite_book(sqlite_installation: Settings, opened: Callable[[Settings], Casebook]) -> Casebook:
    return opened(sqlite_installation)


@pytest.fixture
def conv(book: Casebook) -> str:
    return begin(book)


def begin(book: Casebook, session: str = "session") -> str:
    """A new conversation."""
    with book.write() as tx:
        return conversations.create(tx, tokens.fingerprint(session))
