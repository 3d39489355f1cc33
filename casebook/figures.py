"""Figures about the service: counts of cases, never a person.

A count under 6 leaves this module as None: with it, somebody who knows the place might find a person. Columns
that stand in clear are counted, and ethnicity where the person agreed that their words may be learned from.
Cases that were erased or forgotten count no longer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from casebook import levels, rights
from casebook.rights import Staff
from casebook.tables import cases, consents
from casebook.transaction import Tx

FEWEST = 6
PERIOD = timedelta(days=366)
HERE = ZoneInfo("Pacific/Auckland")
STEPS = ("sent", "taken", "answered", "in_time", "closed")
_k, _s = cases.c, consents.c


@dataclass(frozen=True)
class Month:
    """What became of the cases sent in one month; None stands for fewer than 6."""

    month: str
    counts: dict[str, int | None]
    wait_hours: float | None


@dataclass(frozen=True)
class Figures:
    """By month, and by what stands in clear (`kinds`: column -> value -> count)."""

    months: list[Month]
    kinds: dict[str, dict[str, int | None]]


def figures(tx: Tx, staff: Staff) -> Figures:
    """The last twelve months. Raises NotAllowed."""
    rights.require(staff, "see_figures")
    columns = (_k.id, _k.level, _k.region, _k.language, _k.kaupapa, _k.opened_at, _k.claimed_at)
    more = (_k.answered_at, _k.closed_at, _k.promised_by)
    rows = tx.execute(select(*columns, *more).where(_k.opened_at > tx.now - PERIOD)).all()
    by_month: dict[str, list[Any]] = {}
    for row in rows:
        by_month.setdefault(row.opened_at.astimezone(HERE).strftime("%Y-%m"), []).append(row)
    kinds = {
        "level": Counter(levels.word(row.level) for row in rows),
        "region": Counter(row.region for row in rows if row.region),
        "language": Counter(row.language for row in rows if row.language),
        "kaupapa": Counter(row.kaupapa for row in rows if row.kaupapa),
        "ethnicity": _ethnicity(tx),
    }
    months = [_month(name, by_month[name]) for name in sorted(by_month)]
    return Figures(months, {name: _shown(counted) for name, counted in kinds.items()})


def enough(count: int) -> int | None:
    """`count`, or None where it is under 6."""
    return count if count >= FEWEST else None


def _month(name: str, rows: list[Any]) -> Month:
    answered = [row for row in rows if row.answered_at]
    counts = {
        "sent": len(rows),
        "taken": sum(row.claimed_at is not None for row in rows),
        "answered": len(answered),
        "in_time": sum(
            row.promised_by is not None and row.answered_at <= row.promised_by for row in answered
        ),
        "closed": sum(row.closed_at is not None for row in rows),
    }
    waits = [_hours(row.answered_at - row.opened_at) for row in answered]
    wait = median(waits) if enough(len(waits)) else None
    return Month(name, {step: enough(counts[step]) for step in STEPS}, wait)


def _ethnicity(tx: Tx) -> Counter[str]:
    """Each answer counted once for everybody who gave it; a person may have given several."""
    agreed = (_s.consent == "learning", _s.given.is_(True), _s.withdrawn_at.is_(None))
    recent = _k.opened_at > tx.now - PERIOD
    found = select(_k.id, _k.summary_sealed).join(consents, _s.case_id == _k.id).where(*agreed, recent)
    counted: Counter[str] = Counter()
    for row in tx.execute(found.distinct()).all():
        summary = tx.open(row.id, "cases", "summary_sealed", row.id, row.summary_sealed)
        said = (summary.get("sections") or {}).get("p_ethnicity") or []
        counted.update({one for one in said if isinstance(one, str)} if isinstance(said, list) else ())
    return counted


def _shown(counted: Counter[str]) -> dict[str, int | None]:
    # by name and not by size: the order must not tell which of the small ones is larger
    return {value: enough(counted[value]) for value in sorted(counted)}


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600
