"""What tests send: a summary with words that must not be found anywhere in clear."""

from __future__ import annotations

from typing import Any

import casebook
from casebook import cases, conversations, staff, tokens
from casebook.book import Casebook
from casebook.cases import Submitted
from casebook.rights import Staff

NAME = "Hinemoa Canary-Name"
PHONE = "+64 21 555 0199"
WORDS = "canary own words: they did not listen"
SERVICE = "Canary Hospital"


def summary(**changes: Any) -> dict[str, Any]:
    """A summary as a person sends it."""
    plain = {
        "version": 1,
        "kind": "person",
        "role": "harmed",
        "sections": {"p_name": NAME, "p_service": SERVICE, "p_region": "Waikato"},
        "own_words": {"p_words": WORDS},
        "consents": [
            {"id": "share_facilitator", "given": True, "at": "2026-11-21", "words": "canary consent"},
            {"id": "share_service", "given": False, "at": "2026-11-21", "words": "canary other consent"},
        ],
        "contact": {"ok": True, "channels": ["call"], "value": PHONE},
        "exit_used": False,
    }
    return {**plain, **changes}


def send(book: Casebook, session: str = "session", **details: Any) -> Submitted:
    """A case, sent from a conversation of its own."""
    with book.write() as tx:
        conv = conversations.create(tx, tokens.fingerprint(session))
        return cases.submit(tx, conv, summary(), region="Waikato", **details)


def account(book: Casebook, staff_id: str, role: str = "facilitator") -> None:
    """An account that nobody has to sign in to."""
    with book.write() as tx:
        staff._insert(
            tx, Staff(staff_id, role, staff_id, f"{staff_id}@example.org"), "no hash", "no secret", 0
        )


def pass_gate(book: Casebook, who: Staff, reference: str, conflict: bool = False) -> None:
    """Answer the question about a conflict of interest."""
    with book.write() as tx:
        cases.answer_gate(tx, who, reference, conflict)


def opened_by(book: Casebook, who: Staff, reference: str) -> cases.Case:
    """The case as somebody sees it who opens it."""
    with book.write() as tx:
        return casebook.open_case(tx, who, reference)
