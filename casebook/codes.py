"""Return codes: 16 digits that look like any number, found by HMAC and checked by argon2id."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import insert, select, update

from casebook import attempts
from casebook.tables import codes
from casebook.transaction import Tx

if TYPE_CHECKING:
    from casebook.book import Casebook

DIGITS = 16
SESSION_TRIES = 5
ADDRESS_TRIES = 20
WINDOW = timedelta(hours=1)
# As people write a number down: together, or with spaces, dashes or dots between.
_BETWEEN = r"[\s\-\u2010-\u2015.]"
_RUN = re.compile(rf"[0-9](?:{_BETWEEN}*[0-9])*")
_IN_FOURS = re.compile(rf"(?<![0-9])[0-9]{{4}}(?:{_BETWEEN}+[0-9]{{4}}){{3}}(?![0-9])")
_k = codes.c


@dataclass(frozen=True)
class Code:
    """A new code: `digits` for the person's eyes once, the rest for the casebook."""

    digits: str
    lookup: str
    hash: str

    @property
    def in_fours(self) -> str:
        """The digits as they are shown: 1234 5678 9012 3456."""
        return " ".join(self.digits[at : at + 4] for at in range(0, DIGITS, 4))


@dataclass(frozen=True)
class Typed:
    """Digits that a person typed, and what stood beside them."""

    digits: str
    beside: str


@dataclass(frozen=True)
class Target:
    """What a code opens: `kind` is "case" or "draft"."""

    kind: str
    id: str


def typed(text: str) -> Typed | None:
    """The 16 digits in a text, in any spacing and with or without words beside them; None where none are."""
    runs = [found for found in _RUN.finditer(text) if len(_digits(found[0])) == DIGITS]
    found = runs[0] if runs else _IN_FOURS.search(text)
    if found is None:
        return None
    return Typed(_digits(found[0]), f"{text[: found.start()]} {text[found.end() :]}".strip())


def only_digits(text: str) -> str | None:
    """The digits of a text that holds nothing else, however many; None where it holds more."""
    return _digits(text) if _RUN.fullmatch(text.strip()) else None


def make(book: Casebook) -> Code:
    """Make a code. Slow on purpose (argon2id): before a transaction, not in one."""
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    return Code(digits, book.keeper.code_lookup(digits), _hasher().hash(digits))


def check(book: Casebook, digits: str, session_hash: str, address: str) -> Target | None:
    """What these digits open, None for a wrong code; each call is one try of the session and the address.

    Slow on purpose, and equally slow for codes that do not exist. Raises TooManyTries.
    """
    with book.write() as tx:
        attempts.refuse_more_than(tx, SESSION_TRIES, WINDOW, "session", session_hash)
        attempts.refuse_more_than(tx, ADDRESS_TRIES, WINDOW, "address", address)
        attempts.note(tx, "session", session_hash)
        attempts.note(tx, "address", address)
        row = tx.execute(select(codes).where(_k.lookup == tx.keeper.code_lookup(digits))).first()
    right = _verify(row.hash if row else _of_nobody(), digits)
    if row is None or not right:
        return None
    return Target("case", row.case_id) if row.case_id else Target("draft", row.draft_id)


def attach(tx: Tx, code: Code, *, case_id: str | None = None, draft_id: str | None = None) -> None:
    """Let a code open a case or a draft."""
    tx.execute(insert(codes).values(lookup=code.lookup, hash=code.hash, case_id=case_id, draft_id=draft_id))


def move_to_case(tx: Tx, draft_id: str, case_id: str) -> None:
    """Let the codes of a draft open the case that it became."""
    tx.execute(update(codes).where(_k.draft_id == draft_id).values(draft_id=None, case_id=case_id))


def _digits(text: str) -> str:
    return "".join(re.findall("[0-9]", text))


@cache
def _hasher() -> PasswordHasher:
    # OWASP's smaller setting: the pepper and 53 random bits already stand in the way.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _of_nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))


def _verify(stored: str, digits: str) -> bool:
    try:
        return _hasher().verify(stored, digits)
    except VerifyMismatchError:
        return False
