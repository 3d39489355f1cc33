"""How things stand, in counts: what waits, for how long, and how grave. For those who watch the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from casebook import levels, outbox
from casebook.tables import concerns, messages
from casebook.tables import conversations as conversations_table
from casebook.transaction import Tx

_c = conversations_table.c
_m = messages.c
_n = concerns.c


@dataclass(frozen=True)
class Standing:
    """Counts and ages in seconds; an age is 0 where nothing waits."""

    unsettled: int
    unsettled_s: float
    in_queue: int
    in_queue_s: float
    concerns: dict[str, int]
    concerns_s: dict[str, float]
    outbox: int
    outbox_s: float
    outbox_given_up: int


def standing(tx: Tx) -> Standing:
    """Look once; opens nothing that is sealed."""
    unsettled = tx.execute(select(func.count(), func.min(_m.at)).where(_m.settled.is_(False))).one()
    queue = (_c.ended_at.is_(None), _c.holder == "queue")
    waiting = tx.execute(select(func.count(), func.min(_c.active_at)).where(*queue)).one()
    open_ones = select(_n.level, func.count(), func.min(_n.at)).where(_n.seen_at.is_(None)).group_by(_n.level)
    unseen = {levels.word(level): (count, since) for level, count, since in tx.execute(open_ones).all()}
    notices = outbox.state(tx)
    return Standing(
        unsettled=int(unsettled[0]),
        unsettled_s=_age(tx, unsettled[1]),
        in_queue=int(waiting[0]),
        in_queue_s=_age(tx, waiting[1]),
        concerns={word: int(count) for word, (count, _) in unseen.items()},
        concerns_s={word: _age(tx, since) for word, (_, since) in unseen.items()},
        outbox=notices.waiting,
        outbox_s=_age(tx, notices.oldest),
        outbox_given_up=notices.given_up,
    )


def _age(tx: Tx, since: datetime | None) -> float:
    return max(0.0, (tx.now - since).total_seconds()) if since else 0.0
