"""After a break-in the keeper learns in a moment who is affected, and whom a letter could endanger."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest

from casebook import affected, cases, conversations, erasure, messages, open_case, tokens
from casebook import tables as t
from casebook.staff import MACHINE
from tests.casebook.conftest import FACILITATOR
from tests.casebook.stories import NAME, PHONE, WORDS, pass_gate, send, summary
from tests.commands.keepers import Desk

LONG_AGO = "2020-01-01"


def test_the_keys_give_away_all_that_is_kept_and_the_page_says_whom_not_to_contact(desk: Desk) -> None:
    with closing(desk.book()) as book:
        with_contact = send(book, "one").reference
        with book.write() as tx:
            conv = conversations.create(tx, tokens.fingerprint("two"))
            without = cases.submit(tx, conv, summary(contact={"ok": False})).reference
            talk = conversations.create(tx, tokens.fingerprint("three"))
            messages.add_person_message(tx, talk, "a", "hello")
        gone = send(book, "four").reference
        with book.write() as tx:
            erasure.erase(tx, MACHINE, gone)
    told = desk.run("affected", "--part", "keys", "--since", LONG_AGO)
    assert f"{with_contact}  new        contact agreed" in told
    assert f"{without}  new        NO CONTACT AGREED" in told
    assert gone not in told
    assert "people who sent something: 2, of them without agreed contact: 1" in told
    assert "nobody can find: 1 and 0" in told
    assert "erased since then, and not listed: 1" in told
    assert not [word for word in (WORDS, NAME, PHONE) if word in told]


def test_of_the_desk_only_who_was_looked_at_and_by_whom(sqlite_desk: Desk) -> None:
    with closing(sqlite_desk.book()) as book:
        seen, unseen = send(book, "one").reference, send(book, "two").reference
        pass_gate(book, FACILITATOR, seen)
        with book.write() as tx:
            open_case(tx, FACILITATOR, seen)
    told = sqlite_desk.run("affected", "--part", "desk", "--since", LONG_AGO, "--who", FACILITATOR.id)
    assert seen in told
    assert unseen not in told
    assert seen not in sqlite_desk.run("affected", "--part", "desk", "--since", LONG_AGO, "--who", "f9")


@pytest.mark.parametrize(("since", "people"), [(LONG_AGO, 1), ("2999-01-01", 0)])
def test_of_the_front_door_only_who_was_there_since_then(sqlite_desk: Desk, since: str, people: int) -> None:
    with closing(sqlite_desk.book()) as book:
        send(book, "one")
        with book.write() as tx:
            found = affected.of(tx, MACHINE, "front-door", datetime.fromisoformat(since).replace(tzinfo=UTC))
    assert len(found.people) == people


def test_asking_is_audited(sqlite_desk: Desk) -> None:
    sqlite_desk.run("affected", "--part", "casebook", "--since", LONG_AGO)
    with closing(sqlite_desk.book()) as book, book.read() as tx:
        assert [row.what for row in tx.execute(t.audit.select()).all()] == ["see_affected"]


def test_a_day_that_is_none_is_refused_in_a_sentence(sqlite_desk: Desk) -> None:
    assert "2026-11-20" in sqlite_desk.refused("affected", "--part", "keys", "--since", "yesterday")
