"""Figures about the service: counts of cases, never a person.

A count under 6 leaves this module as None: with it, somebody who knows the place might find a person. Columns
that stand in clear are counted, and ethnicity where the person agreed that their words may be learned from.
Cases that were erased or forgotten count no longer; who came, asked
for a person and was joined are bare counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from casebook import levels, rights, tallies
from casebook.rights import Staff
from casebook.tables import cases, consents
from casebook.transaction import Tx

FEWEST = 6
PERIOD = timedelta(days=366)
HERE = ZoneInfo("Pacific/Auckland")
STEPS = ("came", "asked", "joined", "sent", "taken", "answered", "in_time", "closed")
_k, _s = cases.c, consents.c


@dataclass(frozen=True)
class Month:
    """What became of the cases sent in one month; None stands for fewer than 6."""

    month: str
    counts: dict[str, int | None]
    wait_hours: float | None


@dataclass(frozen=True)
class Figures:
    """By month, and by what stands in clear (column -> value -> count): what was sent, what was answered."""

    months: list[Month]
    kinds: dict[str, dict[str, int | None]]
    answered: dict[str, dict[str, int | None]]


def figures(tx: Tx, staff: Staff) -> Figures:
    """The last twelve months. Raises NotAllowed."""
    rights.require(staff, "see_figures")
    columns = (_k.id, _k.level, _k.region, _k.language, _k.kaupapa, _k.opened_at, _k.claimed_at)
    more = (_k.answered_at, _k.closed_at, _k.promised_by)
    rows = tx.execute(select(*columns, *more).where(_k.opened_at > tx.now - PERIOD)).all()
    by_month: dict[str, list[Any]] = {}
    for row in rows:
        by_month.setdefault(row.opened_at.astimezone(HERE).strftime("%Y-%m"), []).append(row)
    ethnicity = _ethnicity(tx)
    sent = _kinds(rows) | {"ethnicity": ethnicity[0]}
    answered = _kinds([row for row in rows if row.answered_at]) | {"ethnicity": ethnicity[1]}
    talks = tallies.of_months(tx, (tx.now - PERIOD).astimezone(HERE).strftime("%Y-%m"))
    names = sorted({*by_month, *talks})
    months = [_month(name, by_month.get(name, []), talks.get(name, {})) for name in names]
    shown = [{name: _shown(counted) for name, counted in kinds.items()} for kinds in (sent, answered)]
    return Figures(months, shown[0], shown[1])


def enough(count: int) -> int | None:
    """`count`, or None where it is under 6."""
    return count if count >= FEWEST else None


def _kinds(rows: Sequence[Any]) -> dict[str, Counter[str]]:
    return {
        "level": Counter(levels.word(row.level) for row in rows),
        "region": Counter(row.region for row in rows if row.region),
        "language": Counter(row.language for row in rows if row.language),
        "kaupapa": Counter(row.kaupapa for row in rows if row.kaupapa),
    }


def _month(name: str, rows: list[Any], talks: Mapping[str, int]) -> Month:
    answered = [row for row in rows if row.answered_at]
    counts = {
        **{what: talks.get(what, 0) for what in tallies.KINDS},
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


def _ethnicity(tx: Tx) -> tuple[Counter[str], Counter[str]]:
    """Sent and answered, each answer once for everybody who gave it; a person may have given several."""
    agreed = (_s.consent == "learning", _s.given.is_(True), _s.withdrawn_at.is_(None))
    recent = _k.opened_at > tx.now - PERIOD
    found = (
        select(_k.id, _k.answered_at, _k.summary_sealed)
        .join(consents, _s.case_id == _k.id)
        .where(*agreed, recent)
    )
    sent: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for row in tx.execute(found.distinct()).all():
        summary = tx.open(row.id, "cases", "summary_sealed", row.id, row.summary_sealed)
        said = (summary.get("sections") or {}).get("p_ethnicity") or []
        given = {one for one in said if isinstance(one, str)} if isinstance(said, list) else set()
        sent.update(given)
        answered.update(given if row.answered_at else ())
    return sent, answered


def _shown(counted: Counter[str]) -> dict[str, int | None]:
    # by name and not by size: the order must not tell which of the small ones is larger
    return {value: enough(counted[value]) for value in sorted(counted)}


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600
