"""What members of staff offer: languages, kaupapa, gender, regions, as they say themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from casebook import audit
from casebook.rights import Staff
from casebook.tables import staff
from casebook.transaction import Tx

KINDS = ("language", "kaupapa", "gender", "region")
Offers = Mapping[str, Sequence[str]]


def tell(tx: Tx, me: Staff, offers: Offers) -> None:
    """Put what one offers in place of what one offered before. Raises ValueError for an unknown kind."""
    if set(offers) - set(KINDS):
        raise ValueError("unknown kind")
    sealed = tx.desk_seal("staff", "offers_sealed", me.id, {kind: list(ids) for kind, ids in offers.items()})
    tx.execute(update(staff).where(staff.c.id == me.id).values(offers_sealed=sealed))
    audit.append(tx, me.id, "tell_offers", me.id)


def of(tx: Tx, staff_id: str) -> Offers:
    """What somebody offers; nothing where they have not said."""
    sealed = tx.execute(select(staff.c.offers_sealed).where(staff.c.id == staff_id)).scalar()
    found: Offers = tx.desk_open("staff", "offers_sealed", staff_id, sealed) or {}
    return found
