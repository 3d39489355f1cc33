"""From one pair of databases to another and back: everything comes along, and goes on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from casebook import audit
from tests.casebook import postgres
from tests.casebook.stories import WORDS
from tests.commands.keepers import Desk
from tests.commands.test_backup import sent, summaries


@pytest.mark.postgres
def test_a_casebook_grows_into_postgresql_and_comes_back(
    sqlite_desk: Desk, databases: tuple[str, str], tmp_path: Path
) -> None:
    for address in databases:
        postgres.empty(address)
    before = sent(sqlite_desk, "one", "two")
    told = sqlite_desk.run("move", "--database", databases[0], "--keys", databases[1])
    assert "2 cases" in told
    assert set(summaries(sqlite_desk)) == set(before)
    sqlite_desk.env |= {"GUIDE_DATABASE_URL": databases[0], "GUIDE_KEYS_URL": databases[1]}
    sqlite_desk.env |= {"GUIDE_KEY_FILE": str(tmp_path / "var" / "keys" / "keeper.key")}
    assert summaries(sqlite_desk) == dict.fromkeys(before, WORDS)
    with closing(sqlite_desk.book()) as book, book.read() as tx:
        assert audit.verify(tx).ok
    after = [*before, *sent(sqlite_desk, "three")]
    back = tmp_path / "back"
    places = {"--database": f"sqlite:///{back}/casebook.sqlite", "--keys": f"sqlite:///{back}/keys.sqlite"}
    sqlite_desk.run("move", *(word for pair in places.items() for word in pair))
    sqlite_desk.env |= {"GUIDE_DATABASE_URL": places["--database"], "GUIDE_KEYS_URL": places["--keys"]}
    assert summaries(sqlite_desk) == dict.fromkeys(after, WORDS)


def test_nothing_is_written_over_and_the_keys_keep_a_place_of_their_own(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    kept = sent(sqlite_desk, "one")
    new, keys = f"sqlite:///{tmp_path}/new.sqlite", f"sqlite:///{tmp_path}/new-keys.sqlite"
    assert "database of their own" in sqlite_desk.refused("move", "--database", new, "--keys", new)
    sqlite_desk.run("move", "--database", new, "--keys", keys)
    assert "holds something already" in sqlite_desk.refused("move", "--database", new, "--keys", keys)
    assert set(summaries(sqlite_desk)) == set(kept)
