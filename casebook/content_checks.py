"""Who looked a fact or a contact up again at its source, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select

from casebook import audit, rights
from casebook.rights import Staff
from casebook.tables import content_checks
from casebook.transaction import Tx

_c = content_checks.c


@dataclass(frozen=True)
class Checked:
    """The last time somebody at the desk looked it up."""

    name: str
    day: date
    by: str


def mark(tx: Tx, staff: Staff, name: str, day: date) -> None:
    """Keep that `name` ("source R14", "contact need_to_talk") was looked up. Raises NotAllowed."""
    rights.require(staff, "check_content")
    tx.execute(insert(content_checks).values(name=name, day=day, by=staff.id))
    audit.append(tx, staff.id, "check_content", name[:40], {"day": day.isoformat()})


def last(tx: Tx) -> dict[str, Checked]:
    """The last check of each name."""
    rows = tx.execute(select(content_checks).order_by(_c.day, _c.n)).all()
    return {row.name: Checked(row.name, row.day, row.by) for row in rows}
