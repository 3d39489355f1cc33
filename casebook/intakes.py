"""Sending an intake: the case comes to be once, whatever is pressed again in however many tabs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from casebook import audit, codes, consents, conversations, drafts, levels, outbox
from casebook.blind import contact_index, name_index, said
from casebook.codes import Code
from casebook.conversations import Conversation
from casebook.errors import CasebookBusy
from casebook.tables import cases
from casebook.tokens import new_id
from casebook.transaction import Tx

# No letters that are taken for others when read aloud or written by hand.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_k = cases.c


@dataclass(frozen=True)
class Submitted:
    """The case an intake became; `new` is False when it was sent before."""

    reference: str
    case_id: str
    new: bool


def submit(
    tx: Tx,
    conv: str,
    summary: dict[str, Any],
    *,
    code: Code | None = None,
    region: str | None = None,
    language: str | None = None,
    kaupapa: str | None = None,
    promised_by: datetime | None = None,
    intake: int | None = None,
) -> Submitted:
    """Make the case of this conversation's intake, with its own key, consents and code.

    `summary` is contracts.md 6; its reference and time are filled in here. `region`, `language`, `kaupapa`
    and `promised_by` (aware) stand in clear. Raises UnknownConversation, UnfitText.
    """
    here = conversations.lock(tx, conv)
    number = intake or here.intake
    before = _sent(tx, here.origin, number)
    if before:
        return before
    case_id, reference = new_id(), new_reference()
    tx.make_key(case_id)
    full = {**summary, "reference": reference, "made_at": tx.now.isoformat()}
    row = {
        **_sealed(tx, case_id, full),
        **dict(id=case_id, reference=reference, origin=here.origin, intake=number),
        **dict(region=region, language=language, kaupapa=kaupapa, promised_by=promised_by),
    }
    if not tx.insert_once(cases, **row, stage="new", level=levels.number(here.level), opened_at=tx.now):
        return _sent_meanwhile(tx, here.origin, number)
    _belongings(tx, here, number, case_id, full, code)
    audit.append(tx, "person", "submit", reference)
    outbox.put(tx, "case_new", reference, f"case:{reference}")
    return Submitted(reference, case_id, True)


def new_reference() -> str:
    """A reference for talking about a case: R-XXXX-XXXX."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"R-{signs[:4]}-{signs[4:]}"


def _sent(tx: Tx, origin: str, intake: int) -> Submitted | None:
    row = tx.execute(select(_k.reference, _k.id).where(_k.origin == origin, _k.intake == intake)).first()
    return Submitted(row.reference, row.id, False) if row else None


def _sent_meanwhile(tx: Tx, origin: str, intake: int) -> Submitted:
    sent = _sent(tx, origin, intake)
    if sent is None:
        raise CasebookBusy("the reference was taken")
    return sent


def _sealed(tx: Tx, case_id: str, summary: dict[str, Any]) -> dict[str, Any]:
    return {
        **summary_columns(tx, case_id, summary),
        "exit_sealed": tx.seal(case_id, "cases", "exit_sealed", case_id, bool(summary.get("exit_used"))),
    }


def summary_columns(tx: Tx, case_id: str, summary: dict[str, Any]) -> dict[str, Any]:
    """The sealed summary, and the blind indexes of the name and contact in it."""
    return {
        "summary_sealed": tx.seal(case_id, "cases", "summary_sealed", case_id, summary),
        "name_index": name_index(tx.keeper, said(summary, "p_name")),
        "contact_index": contact_index(tx.keeper, (summary.get("contact") or {}).get("value")),
    }


def _belongings(
    tx: Tx, here: Conversation, intake: int, case_id: str, summary: dict[str, Any], code: Code | None
) -> None:
    for consent in summary.get("consents") or []:
        consents.record(tx, case_id, consent["id"], bool(consent["given"]), consent.get("words") or "")
    if code:
        codes.attach(tx, code, case_id=case_id)
    drafts.become_case(tx, here.origin, intake, case_id)
    conversations.set_case(tx, here.id, case_id)
