"""The keeper's key can be changed; killed at any moment, everything still opens and the change goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import casebook
import casebook.cases
from casebook import audit, codes, desk_sessions, rotation, staff
from casebook.codes import Code
from casebook.errors import Tampered
from casebook.keyring import Ring
from casebook.staff import MACHINE
from ground.clock import Clock
from tests.casebook.stories import NAME, WORDS, account, send
from tests.commands.keepers import Desk
from tests.commands.test_backup import backed_up, summaries

# Where the process is killed, and at which call.
KILLED_AT = (
    ("casebook.rotation:put", 1),
    ("casebook.rotation:put", 2),
    ("casebook.rotation:put", 3),
    ("casebook.keys:KeyStore._wrap", 1),
    ("casebook.keys:KeyStore._wrap", 7),
    ("casebook.keys:KeyStore._overwrite", 1),
    ("casebook.rotation:_seal_staff", 1),
    ("casebook.rotation:end", 1),
    ("casebook.rotation:check", 1),
)
# Runs the command, and kills the process the moment the named function is called for the nth time.
KILLING = """
import importlib, os, signal, sys
where, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
holder = importlib.import_module(where)
*path, last = name.split(".")
for part in path:
    holder = getattr(holder, part)
real, calls = getattr(holder, last), []
def killed(*words, **more):
    calls.append(1)
    if len(calls) == count:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*words, **more)
setattr(holder, last, killed)
from commands import rotate_key
rotate_key.main([])
"""


def filled(desk: Desk) -> tuple[str, Code]:
    with closing(desk.book()) as book:
        account(book, "k1", "keeper")
        code = codes.make(book)
        reference = send(book, code=code).reference
        for n in range(5):
            send(book, f"more {n}")
    return reference, code


def whole(desk: Desk, reference: str, code: Code) -> None:
    """Everything that was there opens, is found, and is chained."""
    assert summaries(desk)[reference] == WORDS
    with closing(desk.book()) as book:
        target = codes.check(book, code.digits, "a session", "192.0.2.1")
        assert target
        with book.write() as tx:
            assert [line.email for line in staff.listed(tx, MACHINE)] == ["k1@example.org"]
            assert desk_sessions.who(tx, desk_sessions.start(tx, "k1"))
            assert audit.verify(tx).ok
            assert audit.listed(tx, MACHINE)
            found = casebook.cases.find(tx, staff.Staff("l", "lead", "L", "l@example.org"), name=NAME)
            assert reference in [line.reference for line in found]


def test_everything_opens_under_the_new_key_and_nothing_under_the_old(desk: Desk) -> None:
    reference, code = filled(desk)
    before = desk.settings.key_file.read_text()
    told = desk.run("rotate_key")
    whole(desk, reference, code)
    old = desk.settings.key_file.with_name("keeper.key.before")
    assert old.read_text() == before
    assert str(old) in told
    assert "it opens 12 data keys" in told
    with (
        closing(casebook.open(replace(desk.settings, key_file=old), Clock())) as book,
        pytest.raises(Tampered),
    ):
        book.keys.open_all()
    with (
        closing(casebook.open(replace(desk.settings, key_file=old), Clock())) as book,
        book.read() as tx,
        pytest.raises(Tampered),
    ):
        staff.listed(tx, MACHINE)


def test_it_can_be_changed_again_and_again(sqlite_desk: Desk) -> None:
    reference, code = filled(sqlite_desk)
    names = {sqlite_desk.run("rotate_key").splitlines()[0] for _ in range(3)}
    assert len(names) == 3
    whole(sqlite_desk, reference, code)
    assert Ring.read(sqlite_desk.settings.key_file.read_text()).was is None


@pytest.mark.parametrize(("at", "count"), KILLED_AT)
def test_killed_in_the_middle_everything_opens_and_the_change_goes_on(
    sqlite_desk: Desk, at: str, count: int
) -> None:
    reference, code = filled(sqlite_desk)
    env = {**os.environ, **sqlite_desk.env}
    words = [sys.executable, "-c", KILLING, *at.split(":"), str(count)]
    done = subprocess.run(words, env=env, capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    whole(sqlite_desk, reference, code)
    sqlite_desk.run("rotate_key")
    whole(sqlite_desk, reference, code)
    assert Ring.read(sqlite_desk.settings.key_file.read_text()).was is None


def test_a_change_under_way_goes_on_with_the_same_key(tmp_path: Path) -> None:
    file = tmp_path / "keeper.key"
    file.write_text("the first secret, long enough to be one\n")
    rotation.begin(file)
    once = file.read_text()
    rotation.begin(file)
    assert file.read_text() == once
    assert file.with_name("keeper.key.before").read_text().startswith("the first secret")


def test_key_files_are_for_their_owner_alone(sqlite_desk: Desk) -> None:
    filled(sqlite_desk)
    sqlite_desk.run("rotate_key")
    folder = sqlite_desk.settings.key_file.parent
    assert {path.stat().st_mode & 0o777 for path in folder.glob("keeper*")} == {0o600}
    assert list(folder.glob(".keeper*")) == []


def test_a_backup_from_before_says_that_it_needs_the_old_key(sqlite_desk: Desk, tmp_path: Path) -> None:
    filled(sqlite_desk)
    made = backed_up(sqlite_desk, tmp_path / "out")
    sqlite_desk.run("rotate_key")
    assert "another keeper's key" in sqlite_desk.refused("restore", str(made), "--over")
