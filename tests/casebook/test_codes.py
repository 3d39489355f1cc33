"""Return codes open what they were made for, and cannot be guessed."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from casebook import codes, drafts
from casebook import tables as t
from casebook.book import Casebook
from casebook.codes import Code, Target
from casebook.errors import TooManyTries
from tests.casebook.conftest import HandClock
from tests.casebook.stories import send


@pytest.fixture
def code(sqlite_book: Casebook) -> Code:
    return codes.make(sqlite_book)


def test_a_code_opens_its_case(book: Casebook) -> None:
    made = codes.make(book)
    sent = send(book, code=made)
    assert codes.check(book, made.digits, "s", "a") == Target("case", sent.case_id)


def test_a_code_opens_its_draft(book: Casebook, conv: str) -> None:
    made = codes.make(book)
    with book.write() as tx:
        draft = drafts.keep(tx, conv, made)
    assert codes.check(book, made.digits, "s", "a") == Target("draft", draft)


def test_a_wrong_code_opens_nothing(sqlite_book: Casebook, code: Code) -> None:
    send(sqlite_book, code=code)
    wrong = f"{(int(code.digits) + 1) % 10**16:016d}"
    assert codes.check(sqlite_book, wrong, "s", "a") is None


def test_a_code_is_sixteen_digits_shown_in_fours(code: Code) -> None:
    assert len(code.digits) == 16
    assert code.digits.isdecimal()
    assert code.in_fours.split() == [code.digits[at : at + 4] for at in (0, 4, 8, 12)]


def test_a_code_found_by_a_forged_lookup_still_has_to_pass_argon2(sqlite_book: Casebook, code: Code) -> None:
    send(sqlite_book, code=code)
    forged = sqlite_book.keeper.code_lookup("0" * 16)
    with sqlite_book.write() as tx:
        tx.execute(update(t.codes).values(lookup=forged))
    assert codes.check(sqlite_book, "0" * 16, "s", "a") is None


def test_the_database_holds_no_digits_and_argon2id(sqlite_book: Casebook, code: Code) -> None:
    send(sqlite_book, code=code)
    with sqlite_book.read() as tx:
        row = tx.execute(select(t.codes)).one()
    assert code.digits not in str(tuple(row))
    assert row.hash.startswith("$argon2id$")


def test_a_session_has_five_tries_an_hour(sqlite_book: Casebook, code: Code, clock: HandClock) -> None:
    send(sqlite_book, code=code)
    for n in range(5):
        assert codes.check(sqlite_book, "1" * 16, "s", f"address {n}") is None
        clock.move(minutes=1)
    with pytest.raises(TooManyTries) as refused:
        codes.check(sqlite_book, code.digits, "s", "address 9")
    assert codes.check(sqlite_book, code.digits, "another session", "address 9")
    clock.moment = refused.value.until
    clock.move(seconds=-1)
    with pytest.raises(TooManyTries):
        codes.check(sqlite_book, code.digits, "s", "address 9")
    clock.move(seconds=2)
    assert codes.check(sqlite_book, code.digits, "s", "address 9")


def test_an_address_has_twenty_tries_an_hour(sqlite_book: Casebook, code: Code, clock: HandClock) -> None:
    send(sqlite_book, code=code)
    for n in range(20):
        codes.check(sqlite_book, "1" * 16, f"session {n}", "a")
    with pytest.raises(TooManyTries):
        codes.check(sqlite_book, code.digits, "session 99", "a")
    assert codes.check(sqlite_book, code.digits, "session 99", "another")


def test_addresses_are_not_kept_in_clear(sqlite_book: Casebook) -> None:
    codes.check(sqlite_book, "1" * 16, "s", "203.0.113.9")
    with sqlite_book.read() as tx:
        assert "203.0.113.9" not in str(tx.execute(select(t.attempts)).all())


@pytest.mark.parametrize(
    ("text", "digits", "beside"),
    [
        ("1234 5678 9012 3456", "1234567890123456", ""),
        (" 1234-5678-9012-3456\n", "1234567890123456", ""),
        ("1234\u20115678\u20139012.3456", "1234567890123456", ""),
        ("1234567890123456", "1234567890123456", ""),
        ("my code is 1234 5678 9012 3456, thanks", "1234567890123456", "my code is  , thanks"),
        ("it came 2 days ago: 12 34567890123456", "1234567890123456", "it came 2 days ago:"),
        ("on 21 1234 5678 9012 3456", "1234567890123456", "on 21"),
    ],
)
def test_a_code_is_found_in_any_spacing_and_with_words_beside_it(text: str, digits: str, beside: str) -> None:
    found = codes.typed(text)
    assert found is not None
    assert (found.digits, " ".join(found.beside.split())) == (digits, " ".join(beside.split()))


@pytest.mark.parametrize("text", ["123456789012345", "12345678901234567", "\u0661" * 16, "", "1234 5678 90"])
def test_what_has_not_sixteen_digits_is_no_code(text: str) -> None:
    assert codes.typed(text) is None


def test_digits_alone_are_told_from_words() -> None:
    assert codes.only_digits(" 1234 5678-9012 ") == "123456789012"
    assert codes.only_digits("call 1234") is None
