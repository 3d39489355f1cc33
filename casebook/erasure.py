"""Erasure: rows removed, keys destroyed, and a line in the audit that proves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select

from casebook import audit, cases, drafts, rights
from casebook.rights import Staff
from casebook.tables import cases as cases_table
from casebook.tables import conversations, messages
from casebook.tables import drafts as drafts_table
from casebook.transaction import Tx

_c = conversations.c
_k = cases_table.c


@dataclass(frozen=True)
class Proof:
    """What was erased: `keys` of them open nothing any more, in this database or in any copy of it.

    `reference` is empty where nothing had been sent, and names several where several were.
    """

    reference: str
    keys: int
    messages: int
    at: datetime


def erase(tx: Tx, by: Staff | None, reference: str) -> Proof:
    """Erase a case with all that belongs to it; `by` None is the person. Raises UnknownCase, NotAllowed.

    The keys are destroyed right after the commit; should that be cut off, at the next start or erasure.
    """
    if by is not None:
        rights.require(by, "erase_case")
    return remove(tx, by.id if by else "person", "erase", reference)


def erase_of_conversation(tx: Tx, conv: str, draft: str | None) -> Proof:
    """The person wants all of it gone: every case this conversation sent or opened, a draft, and itself."""
    found = or_(_k.origin == conv, _k.id == select(_c.case_id).where(_c.id == conv).scalar_subquery())
    references = tx.execute(select(_k.reference).where(found).order_by(_k.opened_at)).scalars().all()
    proofs = [erase(tx, None, reference) for reference in references]
    keys, words = sum(proof.keys for proof in proofs), sum(proof.messages for proof in proofs)
    if draft is not None and drafts.there(tx, draft):
        drafts.erase(tx, draft)
        keys += 1
    if tx.execute(select(_c.id).where(_c.id == conv)).first():
        words += erase_conversation(tx, conv)
        keys += 1
    return Proof(", ".join(references), keys, words, tx.now)


def remove(tx: Tx, who: str, what: str, reference: str) -> Proof:
    """Remove a case and note in the audit, as `what`, that `who` did. Raises UnknownCase."""
    case = cases.line(tx, reference)
    row = tx.execute(select(_k.origin, _k.intake).where(_k.id == case.id)).one()
    talks = tx.execute(select(_c.id).where(or_(_c.case_id == case.id, _c.id == row.origin))).scalars().all()
    words = sum(erase_conversation(tx, conv) for conv in talks)
    same = (drafts_table.c.origin == row.origin, drafts_table.c.intake == row.intake)
    kept = tx.execute(select(drafts_table.c.id).where(*same)).scalars().all()
    for draft in kept:
        drafts.remove(tx, draft)
    tx.execute(delete(cases_table).where(_k.id == case.id))
    tx.doom(case.id)
    proof = Proof(reference, len(talks) + len(kept) + 1, words, tx.now)
    audit.append(tx, who, what, reference, {"keys": proof.keys, "messages": proof.messages})
    return proof


def erase_conversation(tx: Tx, conv: str) -> int:
    """Remove a conversation with its messages, choices and concerns; returns how many messages there were."""
    words = tx.execute(delete(messages).where(messages.c.conversation == conv)).rowcount
    tx.execute(delete(conversations).where(_c.id == conv))
    tx.doom(conv)
    return words
