"""Who is affected when a part was broken into: references and counts, never a word of what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from casebook import audit, cases, rights
from casebook.errors import Erased
from casebook.rights import Staff
from casebook.tables import audit as audit_table
from casebook.tables import cases as cases_table
from casebook.tables import conversations, drafts, messages
from casebook.transaction import Tx

PARTS = ("front-door", "desk", "casebook", "keys")
_OPENED = ("read", "export", "export_queue", "open_case", "write_note", "claim_case", "ask_person")
_k, _c, _a = cases_table.c, conversations.c, audit_table.c


@dataclass(frozen=True)
class Person:
    """One case; `contact` says whether its person agreed to be contacted at all."""

    reference: str
    stage: str
    contact: bool


@dataclass(frozen=True)
class Affected:
    """`people` sent something; `conversations` and `drafts` are of people with no reference."""

    people: list[Person]
    conversations: int
    drafts: int
    erased_since: int


def of(tx: Tx, by: Staff, part: str, since: datetime, who: str | None = None) -> Affected:
    """Whoever a break-in at `part` since that moment touches; of the desk, `who` is one account.

    Raises NotAllowed. Audited: it opens each case to see whether its person may be contacted.
    """
    rights.require(by, "see_audit")
    references = _references(tx, part, since, who)
    people = [_person(tx, reference) for reference in references]
    audit.append(
        tx, by.id, "see_affected", "", {"part": part, "since": since.isoformat(), "found": len(people)}
    )
    return Affected([one for one in people if one], *_without_reference(tx, part, since), _erased(tx, since))


def _references(tx: Tx, part: str, since: datetime, who: str | None) -> list[str]:
    if part == "desk":
        acts = (_a.at >= since, _a.what.in_(_OPENED), *((_a.who == who,) if who else (_a.who != "machine",)))
        known = select(_a.subject).where(*acts)
        chosen = select(_k.reference).where(_k.reference.in_(known))
    elif part == "front-door":
        live = select(_c.case_id).where(_c.active_at >= since, _c.case_id.is_not(None))
        chosen = select(_k.reference).where(or_(_k.opened_at >= since, _k.id.in_(live)))
    else:
        # A copy of the files holds all that is in them, whenever it was taken.
        chosen = select(_k.reference)
    return list(tx.execute(chosen.order_by(_k.opened_at)).scalars())


def _without_reference(tx: Tx, part: str, since: datetime) -> tuple[int, int]:
    if part == "desk":
        return 0, 0
    talks = select(func.count()).where(_c.id.in_(select(messages.c.conversation)), _c.case_id.is_(None))
    kept = select(func.count()).select_from(drafts)
    if part == "front-door":
        talks, kept = talks.where(_c.active_at >= since), kept.where(drafts.c.made_at >= since)
    return int(tx.execute(talks).scalar_one()), int(tx.execute(kept).scalar_one())


def _person(tx: Tx, reference: str) -> Person | None:
    line = cases.line(tx, reference)
    try:
        contact = cases.summary_for_person(tx, line.id).get("contact") or {}
    except Erased:
        return None
    return Person(reference, line.stage, bool(contact.get("ok")))


def _erased(tx: Tx, since: datetime) -> int:
    gone = (_a.at >= since, _a.what.in_(("erase", "time_is_over")))
    return int(tx.execute(select(func.count()).where(*gone)).scalar_one())
