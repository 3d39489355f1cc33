"""Consents: what a person agreed to, when and in which words; each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from casebook import audit
from casebook.tables import consents
from casebook.tokens import new_id
from casebook.transaction import Tx

_s = consents.c


@dataclass(frozen=True)
class Consent:
    """One answer to one consent: `id` is its word (`keep`, `contact` …)."""

    id: str
    given: bool
    at: datetime
    words: str
    withdrawn_at: datetime | None


def record(tx: Tx, case_id: str, consent: str, given: bool, words: str) -> None:
    """Keep an answer, and the words it was an answer to."""
    spot = new_id()
    tx.execute(
        insert(consents).values(
            id=spot,
            case_id=case_id,
            consent=consent,
            given=given,
            at=tx.now,
            words_sealed=tx.seal(case_id, "consents", "words_sealed", spot, words),
        )
    )


def withdraw(tx: Tx, case_id: str, consent: str) -> bool:
    """Take a consent back; False where it was not given."""
    given = (_s.case_id == case_id, _s.consent == consent, _s.given.is_(True), _s.withdrawn_at.is_(None))
    taken_back = tx.execute(update(consents).where(*given).values(withdrawn_at=tx.now)).rowcount > 0
    if taken_back:
        audit.append(tx, "person", "withdraw_consent", case_id, {"consent": consent})
    return taken_back


def taken_back(tx: Tx, case_id: str, consent: str) -> bool:
    """Whether the last answer to a consent was taken back."""
    last = current(tx, case_id).get(consent)
    return last is not None and last.withdrawn_at is not None


def current(tx: Tx, case_id: str) -> dict[str, Consent]:
    """The last answer to each consent."""
    rows = tx.execute(select(consents).where(_s.case_id == case_id).order_by(_s.at, _s.n)).all()
    return {
        row.consent: Consent(
            row.consent,
            row.given and row.withdrawn_at is None,
            row.at,
            tx.open(case_id, "consents", "words_sealed", row.id, row.words_sealed),
            row.withdrawn_at,
        )
        for row in rows
    }
