"""Drills for keepers: a backup of many, an audit that was changed, and who is affected by a break-in."""

from __future__ import annotations

import random
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, insert, select, update

import casebook
from casebook import Casebook, affected, audit, conversations, messages, tokens
from casebook.staff import MACHINE
from casebook.tables import audit as lines
from casebook.transaction import Tx
from commands import restore
from commands.keeping.saving import save
from ground import settings
from ground.clock import Clock
from tests.casebook.stories import send
from tests.faults.conftest import Figure, Much

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Undone(Exception):
    """What was tampered with is put back."""


def new_book(folder: Path) -> Casebook:
    return casebook.open(settings.load({"GUIDE_DATA": str(folder)}, folder), Clock())


def fill(book: Casebook, talks: int, sent: int) -> None:
    """Conversations with words, and some of them sent."""
    for n in range(talks):
        with book.write() as tx:
            conv = conversations.create(tx, tokens.fingerprint(f"s{n}"))
            messages.add_person_message(tx, conv, "a", f"words {n}")
    for n in range(sent):
        send(book, f"sent {n}")


def test_every_change_to_the_audit_is_seen(tmp_path: Path, much: Much, figure: Figure) -> None:
    wanted, chance = much(300, 10_000), random.Random(6)
    with closing(new_book(tmp_path)) as book:
        with book.write() as tx:
            for n in range(12):
                audit.append(tx, "f1", "read", f"R-{n}", {"n": n} if n % 2 else None)
        unseen = [seed for seed in range(wanted) if not _seen(book, chance)]
        with book.read() as tx:
            assert audit.verify(tx).ok
    assert unseen == []
    figure("B41", f"{wanted} changes to the audit, each seen")


def _seen(book: Casebook, chance: random.Random) -> bool:
    """Tamper, look, and undo it."""
    seen = False
    try:
        with book.write() as tx:
            _tamper(tx, chance)
            seen = not audit.verify(tx).ok
            raise Undone
    except Undone:
        return seen


def _tamper(tx: Tx, chance: random.Random) -> None:
    n = chance.randint(1, 12)
    row = tx.execute(select(lines).where(lines.c.n == n)).one()
    match chance.randrange(5):
        case 0:
            tx.execute(delete(lines).where(lines.c.n >= n))
        case 1:
            tx.execute(delete(lines).where(lines.c.n == n))
        case 2:
            tx.execute(insert(lines).values(**{**row._mapping, "n": 13}))
        case 3:
            changed = {"who": "nobody", "what": "wrote", "subject": "R-x", "at": row.at.replace(year=2020)}
            name = chance.choice(list(changed))
            tx.execute(update(lines).where(lines.c.n == n).values(**{name: changed[name]}))
        case _:
            other = n % 12 + 1
            for was, becomes in ((n, 99), (other, n), (99, other)):
                tx.execute(update(lines).where(lines.c.n == was).values(n=becomes))


def test_who_is_affected_is_known_in_seconds(tmp_path: Path, much: Much, figure: Figure) -> None:
    talks, sent = much(100, 5_000), much(20, 1_000)
    with closing(new_book(tmp_path)) as book:
        fill(book, talks, sent)
        slowest = 0.0
        for part in affected.PARTS:
            began = time.monotonic()
            with book.write() as tx:
                found = affected.of(tx, MACHINE, part, LONG_AGO)
            slowest = max(slowest, time.monotonic() - began)
            assert len(found.people) == (0 if part == "desk" else sent)
    assert slowest < 60
    figure("B46", f"{talks} conversations and {sent} cases: known after {slowest:.2f} s at most")


def test_a_backup_of_many_is_restored_in_minutes(tmp_path: Path, much: Much, figure: Figure) -> None:
    talks, told = much(100, 5_000), settings.load({"GUIDE_DATA": str(tmp_path / "var")}, tmp_path)
    with closing(casebook.open(told, Clock())) as book:
        fill(book, talks, 3)
        began = time.monotonic()
        made = save(book, told, tmp_path / "out")
        saved = time.monotonic() - began
    began = time.monotonic()
    found = restore.checked(told, made)
    restore.make_room(told, over=True)
    restore.put_back(told, made / found.file)
    with closing(casebook.open(told, Clock())) as book:
        restore.report(book, found)
        restored = time.monotonic() - began
        with book.read() as tx:
            assert conversations.count(tx) == talks + 3
    assert restored < 900
    figure("B40", f"{talks} conversations: saved in {saved:.1f} s, restored and checked in {restored:.1f} s")
