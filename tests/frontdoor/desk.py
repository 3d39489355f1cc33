"""A facilitator at the desk, without the desk: what they do in the casebook while a person is at the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pyotp

from casebook import cases, casework, desk_sessions, holding, proofs, staff
from casebook.rights import Staff
from casebook.transaction import Tx
from tests.frontdoor.conftest import Door

PASSWORD = "tui kererū weka moa kiwi"


def facilitator(door: Door, name: str = "Mere Ngata") -> Staff:
    """Somebody with an account, not signed in."""
    secret = proofs.new_totp_secret()
    with door.book.write() as tx:
        token = staff.invite(tx, "facilitator", staff.MACHINE)
    now = pyotp.TOTP(secret).at(door.clock.now())
    email = f"{len(name)}{name.split()[0].lower()}@example.nz"
    return staff.accept_invite(door.book, token, name, email, PASSWORD, secret, now)


def sign_in(door: Door, who: Staff) -> None:
    """They are at their desk."""
    with door.book.write() as tx:
        desk_sessions.start(tx, who.id)


async def does(door: Door, work: Callable[..., Any], *args: Any) -> Any:
    """Do something of the casebook's in one transaction, beside the event loop that serves."""

    def carry_out() -> Any:
        with door.book.write() as tx:
            return work(tx, *args)

    return await asyncio.to_thread(carry_out)


def claim(tx: Tx, who: Staff, case_id: str) -> str:
    """Take the case; returns its reference."""
    reference = cases.status(tx, case_id).reference
    cases.answer_gate(tx, who, reference, conflict=False)
    casework.claim(tx, who, reference)
    return reference


def ask(tx: Tx, who: Staff, case_id: str, question: str) -> str:
    """Ask the person something; returns the question's id."""
    return casework.ask(tx, who, cases.status(tx, case_id).reference, question)


def close(tx: Tx, who: Staff, case_id: str) -> None:
    """Close the case."""
    casework.close(tx, who, cases.status(tx, case_id).reference)


def come(tx: Tx, who: Staff, conv: str) -> None:
    """Take over the conversation."""
    holding.take_over(tx, who, conv)
