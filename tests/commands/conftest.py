"""The keeper's commands on an installation of the test's own, with SQLite and with PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casebook import postgres
from tests.commands import keepers
from tests.commands.keepers import Desk


@pytest.fixture(scope="session")
def databases() -> Iterator[tuple[str, str]]:
    with postgres.serving() as server:
        yield server.new_database(), server.new_database()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    env = keepers.sqlite(tmp_path)
    if request.param == "postgres":
        database, keys = request.getfixturevalue("databases")
        for address in (database, keys):
            postgres.empty(address)
        env |= {"GUIDE_DATABASE_URL": database, "GUIDE_KEYS_URL": keys}
    return Desk(env, monkeypatch, capsys)


@pytest.fixture
def sqlite_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(keepers.sqlite(tmp_path), monkeypatch, capsys)
