"""Concerns: that a message gave reason to worry, shown to the desk as one line without words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from casebook import audit, conversations, levels, outbox, rights
from casebook.rights import Staff
from casebook.tables import concerns
from casebook.tables import conversations as conversations_table
from casebook.transaction import Tx

_n = concerns.c
_c = conversations_table.c
_OF_CONVERSATION = select(concerns).where(_n.conversation == bindparam("conv")).order_by(_n.seq)


@dataclass(frozen=True)
class Concern:
    """The one line that the desk sees."""

    id: int
    conversation: str
    seq: int
    level: str
    at: datetime
    here: bool
    seen_at: datetime | None
    seen_by: str | None


def raise_once(tx: Tx, conv: str, seq: int, level: str, category: str) -> bool:
    """Raise a concern over message `seq`; False where it was raised before."""
    category_sealed = tx.seal(conv, "concerns", "category_sealed", f"{conv}:{seq}", category)
    new = tx.insert_once(
        concerns,
        conversation=conv,
        seq=seq,
        level=levels.number(level),
        at=tx.now,
        category_sealed=category_sealed,
    )
    if new:
        conversations.raise_level(tx, conv, level)
    if new and level == "crisis":
        outbox.put(tx, "concern", "", f"concern:{conv}:{seq}")
    return new


def listed(tx: Tx, staff: Staff, open_only: bool = True) -> list[Concern]:
    """The concerns, the highest and oldest first; `open_only`: those that nobody acknowledged."""
    rights.require(staff, "see_concerns")
    columns = (_n.id, _n.conversation, _n.seq, _n.level, _n.at, _n.seen_at, _n.seen_by, _c.here)
    statement = select(*columns).join(conversations_table, _c.id == _n.conversation)
    if open_only:
        statement = statement.where(_n.seen_at.is_(None))
    rows = tx.execute(statement.order_by(_n.level.desc(), _n.at, _n.id)).all()
    return [Concern(**{**row._mapping, "level": levels.word(row.level)}) for row in rows]


def acknowledge(tx: Tx, staff: Staff, concern_id: int) -> None:
    """A member of staff has seen it."""
    rights.require(staff, "see_concerns")
    seen = update(concerns).where(_n.id == concern_id, _n.seen_at.is_(None))
    if tx.execute(seen.values(seen_at=tx.now, seen_by=staff.id)).rowcount:
        audit.append(tx, staff.id, "acknowledge_concern", str(concern_id))


def of_conversation(tx: Tx, conv: str) -> list[dict[str, str]]:
    """The concerns of one conversation as {level, category, at}, for the person's own review."""
    rows = tx.execute(_OF_CONVERSATION, {"conv": conv}).all()
    return [
        {"level": levels.word(row.level), "category": _category(tx, row), "at": row.at.isoformat()}
        for row in rows
    ]


def _category(tx: Tx, row: Row[Any]) -> str:
    spot = f"{row.conversation}:{row.seq}"
    return str(tx.open(row.conversation, "concerns", "category_sealed", spot, row.category_sealed))
