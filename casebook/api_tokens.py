"""Bearer tokens: another program reads the desk in the name of a member of staff, with some of their rights.

A token is nobody of its own: the gate that its member of staff answered counts, what they may no longer do it
may not do, and when they are shut out it is worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from casebook import audit, rights
from casebook import staff as people
from casebook.rights import Staff
from casebook.tables import api_tokens
from casebook.tokens import fingerprint, new_id, new_token
from casebook.transaction import Tx

LASTS = timedelta(days=365)
# What a program may be given: looking and taking out, never changing.
FOR_PROGRAMS = ("see_queue", "open_case", "export_case", "export_queue")
_a = api_tokens.c


@dataclass(frozen=True)
class Bearer:
    """Who a token speaks for and what it may do for them."""

    staff: Staff
    rights: frozenset[str]


@dataclass(frozen=True)
class TokenLine:
    """A token as the list shows it; the token itself is nowhere."""

    id: str
    label: str
    staff: str
    rights: tuple[str, ...]
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None


def make(tx: Tx, by: Staff, staff_id: str, label: str, wanted: Iterable[str]) -> str:
    """Make a token for a member of staff and return it, this once.

    Raises NotAllowed; ValueError where nobody has that id or a right is not for programs or not theirs.
    """
    rights.require(by, "invite_staff")
    owner, chosen = people.get(tx, staff_id), sorted(set(wanted))
    if owner is None or not chosen:
        raise ValueError(staff_id)
    for right in chosen:
        if right not in FOR_PROGRAMS or not rights.may(owner, right):
            raise ValueError(right)
    token, spot = new_token(), new_id()
    values = {"token_hash": fingerprint(token), "staff": staff_id, "rights": " ".join(chosen)}
    sealed = tx.desk_seal("api_tokens", "label_sealed", spot, label)
    times = {"made_at": tx.now, "ends_at": tx.now + LASTS}
    tx.execute(insert(api_tokens).values(id=spot, made_by=by.id, label_sealed=sealed, **values, **times))
    audit.append(tx, by.id, "make_token", spot, {"rights": chosen, "for": staff_id})
    return token


def revoke(tx: Tx, by: Staff, token_id: str) -> None:
    """End a token at once; one that has ended stays as it is."""
    rights.require(by, "invite_staff")
    live = update(api_tokens).where(_a.id == token_id, _a.revoked_at.is_(None))
    if tx.execute(live.values(revoked_at=tx.now)).rowcount:
        audit.append(tx, by.id, "revoke_token", token_id)


def bearer(tx: Tx, token: str) -> Bearer | None:
    """Whom a token speaks for; None where it never was, has ended, or its member of staff is shut out."""
    live = (_a.token_hash == fingerprint(token), _a.ends_at > tx.now, _a.revoked_at.is_(None))
    row = tx.execute(select(_a.staff, _a.rights).where(*live)).first()
    owner = people.get(tx, row.staff) if row else None
    if row is None or owner is None:
        return None
    return Bearer(owner, frozenset(right for right in row.rights.split() if rights.may(owner, right)))


def listed(tx: Tx, by: Staff) -> list[TokenLine]:
    """Every token that was made, the newest first."""
    rights.require(by, "invite_staff")
    rows = tx.execute(select(api_tokens).order_by(_a.made_at.desc(), _a.id)).all()
    return [
        TokenLine(
            row.id,
            tx.desk_open("api_tokens", "label_sealed", row.id, row.label_sealed),
            row.staff,
            tuple(row.rights.split()),
            row.made_at,
            row.ends_at,
            row.revoked_at,
        )
        for row in rows
    ]
