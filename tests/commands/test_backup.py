"""A backup is whole, private and without keys; what was there comes back, but for what was erased."""

from __future__ import annotations

import json
import socket
import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from casebook import backup, cases, conversations, erasure, leaving, messages, tokens
from casebook import tables as t
from casebook.staff import MACHINE
from commands.tools.trouble import Trouble
from tests.casebook.stories import NAME, PHONE, WORDS, account, send
from tests.commands.keepers import Desk


def summaries(desk: Desk) -> dict[str, str]:
    """The own words of every case, by reference."""
    with closing(desk.book()) as book, book.read() as tx:
        rows = tx.execute(t.cases.select()).all()
        return {row.reference: cases.summary_for_person(tx, row.id)["own_words"]["p_words"] for row in rows}


def sent(desk: Desk, *sessions: str) -> list[str]:
    with closing(desk.book()) as book:
        return [send(book, session).reference for session in sessions]


def erased(desk: Desk, reference: str) -> None:
    with closing(desk.book()) as book, book.write() as tx:
        erasure.erase(tx, MACHINE, reference)


def backed_up(desk: Desk, to: Path) -> Path:
    desk.run("backup", str(to))
    return max(to.glob("casebook-*Z"))


def test_what_was_there_comes_back(desk: Desk, tmp_path: Path) -> None:
    kept, late = sent(desk, "one")[0], "later"
    made = backed_up(desk, tmp_path / "out")
    sent(desk, late)
    told = desk.run("restore", str(made), "--over")
    assert summaries(desk) == {kept: WORDS}
    assert "as it was: " in told
    assert "its checksum and its audit hold" in told


def test_what_was_erased_after_the_backup_is_not_in_the_restored_casebook(desk: Desk, tmp_path: Path) -> None:
    kept, gone = sent(desk, "one", "two")
    made = backed_up(desk, tmp_path / "out")
    erased(desk, gone)
    told = desk.run("restore", str(made), "--over")
    assert summaries(desk) == {kept: WORDS}
    assert "taken out again: 2;" in told


def test_who_left_quickly_before_the_backup_is_still_seen_at_the_desk(desk: Desk, tmp_path: Path) -> None:
    sent(desk, "one")
    with closing(desk.book()) as book:
        with book.write() as tx:
            left = conversations.create(tx, tokens.fingerprint("left"))
            messages.add_person_message(tx, left, "a", "gone")
        with book.write() as tx:
            leaving.leave(tx, left)
    desk.run("restore", str(backed_up(desk, tmp_path / "out")), "--over")
    with closing(desk.book()) as book, book.read() as tx:
        assert conversations.get(tx, left).ended_at


def test_where_no_key_opens_anything_nothing_is_removed(desk: Desk, tmp_path: Path) -> None:
    [gone] = sent(desk, "one")
    made = backed_up(desk, tmp_path / "out")
    erased(desk, gone)
    assert "no key here opens anything" in desk.run("restore", str(made), "--over")


def test_a_casebook_that_is_not_empty_is_not_replaced_unasked(desk: Desk, tmp_path: Path) -> None:
    [kept] = sent(desk, "one")
    made = backed_up(desk, tmp_path / "out")
    assert "--over" in desk.refused("restore", str(made))
    assert list(summaries(desk)) == [kept]


def test_an_account_alone_makes_a_casebook_not_empty(sqlite_desk: Desk) -> None:
    with closing(sqlite_desk.book()) as book:
        with book.read() as tx:
            assert backup.is_empty(tx)
        account(book, "k1", "keeper")
        with book.read() as tx:
            assert not backup.is_empty(tx)


def test_no_word_and_no_key_is_in_a_backup(desk: Desk, tmp_path: Path) -> None:
    sent(desk, "one")
    made = backed_up(desk, tmp_path / "out")
    raw = b"".join(file.read_bytes() for file in made.iterdir())
    secret = desk.settings.key_file.read_bytes().strip()
    with closing(desk.book()) as book:
        ids = book.keys.ids()
        with book.keys._changing() as connection:
            wrapped = [row.wrapped for row in connection.exec_driver_sql("SELECT wrapped FROM keys")]
    assert ids
    assert not [word for word in (WORDS, NAME, PHONE) if word.encode() in raw]
    assert not [key for key in (secret, *map(bytes, wrapped)) if key in raw]
    assert sorted(file.name for file in made.iterdir()) == [made_of(desk), "manifest.json"]


def made_of(desk: Desk) -> str:
    return backup.FILES[backup.kind(desk.settings.database_url)]


def test_a_backup_is_for_its_owner_alone(desk: Desk, tmp_path: Path) -> None:
    made = backed_up(desk, tmp_path / "out")
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in (made, *made.iterdir())} == {
        made.name: 0o700,
        made_of(desk): 0o600,
        "manifest.json": 0o600,
    }


@pytest.mark.parametrize("wrong", ["a byte", "cut", "gone", "manifest", "no manifest", "schema", "other key"])
def test_a_backup_that_is_not_what_was_made_is_refused(sqlite_desk: Desk, tmp_path: Path, wrong: str) -> None:
    sent(sqlite_desk, "one")
    made = backed_up(sqlite_desk, tmp_path / "out")
    spoil(sqlite_desk, made, wrong)
    before = summaries(sqlite_desk) if wrong != "other key" else None
    with pytest.raises(Trouble):
        sqlite_desk.run("restore", str(made), "--over")
    assert before is None or summaries(sqlite_desk) == before


def spoil(desk: Desk, made: Path, wrong: str) -> None:
    file, told = made / "casebook.sqlite", made / "manifest.json"
    if wrong == "a byte":
        raw = bytearray(file.read_bytes())
        raw[5000] ^= 1
        file.write_bytes(raw)
    elif wrong == "cut":
        file.write_bytes(file.read_bytes()[:-4096])
    elif wrong == "gone":
        file.unlink()
    elif wrong == "no manifest":
        told.unlink()
    elif wrong == "other key":
        desk.settings.key_file.write_text("another keeper's key, long enough to be one\n")
    else:
        change = {"schema": "9999"} if wrong == "schema" else {"made_at": "2020-01-01T00:00:00+00:00"}
        told.write_text(json.dumps({**json.loads(told.read_text()), **change}))


def test_a_backup_of_a_newer_version_is_refused(
    sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backed_up(sqlite_desk, tmp_path / "out")
    monkeypatch.setattr("commands.restore.schema.HEAD", "0001")
    assert "newer" in sqlite_desk.refused("restore", str(made))


def test_nothing_is_put_back_while_the_guide_runs(sqlite_desk: Desk, tmp_path: Path) -> None:
    made = backed_up(sqlite_desk, tmp_path / "out")
    with socket.create_server(("127.0.0.1", 0)) as server:
        sqlite_desk.env["GUIDE_PORT"] = str(server.getsockname()[1])
        assert "running" in sqlite_desk.refused("restore", str(made), "--over")


def test_a_copy_taken_while_people_write_is_whole_and_stops_nobody(sqlite_desk: Desk, tmp_path: Path) -> None:
    waits: list[float] = []
    over = threading.Event()
    with closing(sqlite_desk.book()) as book:
        with book.write() as tx:
            conv = conversations.create(tx, tokens.fingerprint("busy"))
            for n in range(1000):
                messages.add_message(tx, conv, "guide", f"{n} " * 100)

        def write() -> None:
            while not over.is_set():
                begun = time.monotonic()
                with book.write() as tx:
                    messages.add_message(tx, conv, "guide", "one more")
                waits.append(time.monotonic() - begun)
                time.sleep(0.02)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            made = [backed_up(sqlite_desk, tmp_path / f"out{n}") for n in range(3)]
            while len(waits) < 3 and writer.is_alive():
                time.sleep(0.01)
        finally:
            over.set()
            writer.join()
    for folder in made:
        with closing(sqlite3.connect(folder / "casebook.sqlite")) as copied:
            assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copied.execute("SELECT count(*) = max(seq) FROM messages").fetchone() == (1,)
    assert len(waits) > 2
    assert max(waits) < 1


def test_the_audit_says_who_made_and_who_put_back_a_backup(desk: Desk, tmp_path: Path) -> None:
    sent(desk, "one")
    desk.run("restore", str(backed_up(desk, tmp_path / "out")), "--over")
    with closing(desk.book()) as book, book.read() as tx:
        done = [row.what for row in tx.execute(t.audit.select().order_by(t.audit.c.n)).all()]
    assert done == ["submit", "back_up", "restore"]


def test_the_key_store_may_not_lie_in_the_casebooks_own_database(sqlite_desk: Desk, tmp_path: Path) -> None:
    sqlite_desk.env["GUIDE_KEYS_URL"] = f"sqlite:///{tmp_path}/var/casebook.sqlite"
    assert "would hold the keys" in sqlite_desk.refused("backup", str(tmp_path / "out"))
