"""Whoever copies the files finds no words, and erasing a key closes every copy."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update

from casebook import (
    casework,
    check_backs,
    choices,
    concerns,
    conversations,
    drafts,
    erasure,
    leaving,
    messages,
    notes,
    open_case,
    tokens,
)
from casebook import tables as t
from casebook.book import Casebook
from casebook.codes import Code
from casebook.errors import Erased, Tampered, UnknownConversation
from ground.settings import Settings
from tests.casebook.conftest import FACILITATOR, begin
from tests.casebook.stories import NAME, PHONE, SERVICE, WORDS, pass_gate, send

CODE = Code("1234567890123456", "lookup", "hash")


def full_of_canaries(book: Casebook) -> str:
    """Write a canary into everything that takes words; returns the conversation."""
    conv = begin(book, "canary session")
    with book.write() as tx:
        messages.add_person_message(
            tx,
            conv,
            "canary client",
            "canary text",
            press={"value": "canary press"},
            screening={"by": "canary"},
        )
        messages.add_message(tx, conv, "guide", "canary reply", custom={"type": "canary custom"})
        choices.offer(tx, conv, 2, {"intent": "give_answer", "value": "canary choice"})
        concerns.raise_once(tx, conv, 1, "crisis", "canary_category")
        messages.settle(tx, conv, 1, {"slots": {"p_words": "canary slot"}})
        conversations.set_about(tx, conv, role="canary role")
        drafts.keep(tx, conv, CODE)
    sent = send(book, "another canary session")
    pass_gate(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        casework.claim(tx, FACILITATOR, sent.reference)
        casework.note(tx, FACILITATOR, sent.reference, "canary note")
        question = casework.ask(tx, FACILITATOR, sent.reference, "canary question")
        casework.answer_question(tx, sent.case_id, question, "canary answer")
        check_backs.agree(tx, sent.case_id, tx.now.date(), "canary check back")
    return conv


def bytes_below(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_no_file_holds_a_word_in_clear(sqlite_installation: Settings, sqlite_book: Casebook) -> None:
    full_of_canaries(sqlite_book)
    raw = bytes_below(sqlite_installation.data).lower()
    assert len(raw) > 50_000
    for word in ("canary", NAME, PHONE, "0215550199", WORDS, SERVICE):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.lower().encode(encoding) not in raw, word


def test_no_row_of_postgresql_or_sqlite_holds_a_word_in_clear(book: Casebook) -> None:
    full_of_canaries(book)
    with book.read() as tx:
        everything = [
            str(tuple(row)) for table in t.metadata.sorted_tables for row in tx.execute(table.select())
        ]
    assert len(everything) > 15
    assert "canary" not in " ".join(everything).lower()


def test_files_are_for_their_owner_alone(sqlite_installation: Settings, sqlite_book: Casebook) -> None:
    full_of_canaries(sqlite_book)
    for path in [sqlite_installation.data, *sqlite_installation.data.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_a_session_id_is_stored_as_a_fingerprint(
    sqlite_installation: Settings, sqlite_book: Casebook
) -> None:
    begin(sqlite_book, "the-secret-of-a-session")
    assert b"the-secret-of-a-session" not in bytes_below(sqlite_installation.data)


def test_an_erased_conversation_stays_closed_in_a_copy_made_before(
    sqlite_installation: Settings,
    sqlite_book: Casebook,
    opened: Callable[[Settings], Casebook],
    tmp_path: Path,
) -> None:
    conv = full_of_canaries(sqlite_book)
    backup = tmp_path / "backup.sqlite"
    with (
        closing(sqlite3.connect(sqlite_installation.data / "casebook.sqlite")) as source,
        closing(sqlite3.connect(backup)) as copy,
    ):
        source.backup(copy)
    with sqlite_book.write() as tx:
        erasure.erase_conversation(tx, conv)
    restored = opened(replace(sqlite_installation, database_url=f"sqlite:///{backup}"))
    with restored.read() as tx, pytest.raises(Erased):
        messages.since(tx, conv)


def test_a_destroyed_key_leaves_no_byte_in_the_key_store(
    sqlite_installation: Settings, sqlite_book: Casebook
) -> None:
    conv = begin(sqlite_book)
    with sqlite_book.keys._engine.connect() as connection:
        wrapped = connection.execute(text("SELECT wrapped FROM keys")).scalar_one()
    assert wrapped in bytes_below(sqlite_installation.data / "keys")
    with sqlite_book.write() as tx:
        erasure.erase_conversation(tx, conv)
    assert wrapped not in bytes_below(sqlite_installation.data / "keys")
    assert conv.encode() not in bytes_below(sqlite_installation.data / "keys")


def test_a_key_destroyed_by_another_process_is_forgotten_within_a_minute(book: Casebook) -> None:
    conv = begin(book)
    with book.keys._changing() as connection:
        connection.execute(text("DELETE FROM keys"))
    book.keys._ticks = lambda: time.monotonic() + 60
    with pytest.raises(Erased):
        book.keys.seal(conv)


def test_keys_open_only_with_the_keepers_key(
    sqlite_installation: Settings,
    sqlite_book: Casebook,
    opened: Callable[[Settings], Casebook],
    tmp_path: Path,
) -> None:
    conv = begin(sqlite_book)
    stranger = opened(replace(sqlite_installation, key_file=tmp_path / "another.key"))
    with pytest.raises(Tampered):
        stranger.keys.seal(conv)


def test_sealed_values_cannot_be_moved_to_another_row(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        messages.add_person_message(tx, conv, "a", "yes")
        messages.add_person_message(tx, conv, "b", "no")
        first = tx.execute(t.messages.select().where(t.messages.c.seq == 1)).one()
        tx.execute(update(t.messages).where(t.messages.c.seq == 2).values(body_sealed=first.body_sealed))
        with pytest.raises(Tampered):
            messages.since(tx, conv)


def test_every_changed_byte_is_noticed(sqlite_book: Casebook) -> None:
    conv = begin(sqlite_book)
    with sqlite_book.write() as tx:
        sealed = tx.seal(conv, "messages", "body_sealed", 1, {"text": "a"})
        for at in range(len(sealed)):
            changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
            with pytest.raises(Tampered):
                tx.open(conv, "messages", "body_sealed", 1, changed)


def test_the_length_does_not_tell_a_yes_from_a_no(sqlite_book: Casebook) -> None:
    conv = begin(sqlite_book)
    with sqlite_book.write() as tx:
        lengths = {len(tx.seal(conv, "a", "b", 1, value)) for value in (True, False, "none", "x" * 60)}
    assert len(lengths) == 1


def test_leaving_removes_the_words_and_their_key(book: Casebook) -> None:
    conv = begin(book)
    with book.write() as tx:
        messages.add_person_message(tx, conv, "a", "gone")
        choices.offer(tx, conv, 1, {"intent": "affirm"})
        concerns.raise_once(tx, conv, 1, "crisis", "violence_abuse")
    with book.write() as tx:
        leaving.leave(tx, conv)
    with book.write() as tx:
        assert conversations.find(tx, tokens.fingerprint("session")) is None
        assert tx.execute(t.messages.select()).all() == []
        assert tx.execute(t.choices.select()).all() == []
        [line] = concerns.listed(tx, FACILITATOR)
        assert (line.level, line.here) == ("crisis", False)
        with pytest.raises(Erased):
            conversations.set_state(tx, conv, {})
        with pytest.raises(UnknownConversation):
            messages.add_person_message(tx, conv, "b", "late")


def test_leaving_keeps_what_was_sent_and_says_how_the_person_left(book: Casebook) -> None:
    sent = send(book)
    with book.write() as tx:
        here = conversations.find(tx, tokens.fingerprint("session"))
        assert here
        leaving.leave(tx, here.id)
    pass_gate(book, FACILITATOR, sent.reference)
    with book.write() as tx:
        case = open_case(tx, FACILITATOR, sent.reference)
    assert case.exit_used
    assert case.summary["own_words"] == {"p_words": WORDS}
    assert case.conversation is None


def test_leaving_keeps_a_draft(book: Casebook) -> None:
    conv = begin(book)
    with book.write() as tx:
        conversations.set_state(tx, conv, {"slots": {"p_words": "kept"}})
        draft = drafts.keep(tx, conv, CODE)
    with book.write() as tx:
        leaving.leave(tx, conv)
    later = begin(book, "later")
    with book.write() as tx:
        assert drafts.resume(tx, draft, later) == {"slots": {"p_words": "kept"}}
        assert conversations.about(tx, later) == {"exit_used": True}


def test_erasing_a_case_removes_all_that_belongs_to_it(book: Casebook) -> None:
    sent = send(book)
    with book.write() as tx:
        notes.write(tx, sent.case_id, "addition", None, "more")
        proof = erasure.erase(tx, None, sent.reference)
    assert proof.reference == sent.reference
    with book.read() as tx:
        for table in (t.cases, t.notes, t.consents, t.conversations, t.messages, t.codes, t.doomed):
            assert tx.execute(table.select()).all() == [], table.name
    with pytest.raises(Erased):
        book.keys.seal(sent.case_id)


def test_keys_that_a_crash_left_are_destroyed_at_the_next_start(
    installation: Settings, opened: Callable[[Settings], Casebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = opened(installation)
    conv = begin(crashing)
    monkeypatch.setattr(crashing, "_destroy_soon", lambda: None)
    with crashing.write() as tx:
        erasure.erase_conversation(tx, conv)
    assert crashing.keys.seal(conv)
    again = opened(installation)
    with pytest.raises(Erased):
        again.keys.seal(conv)
