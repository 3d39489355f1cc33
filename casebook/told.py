"""What is told of the service through the desk, in place of content/service.yml, with its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from casebook import audit, rights
from casebook.errors import ChangedMeanwhile
from casebook.rights import Staff
from casebook.tables import told
from casebook.transaction import Tx

# What may be changed at the desk; all else needs somebody at the machine. `on_call` is an id of staff.
KEYS = (
    "hours", "holiday_regions", "closures", "reply_working_days", "service_hours_words", "service_reply_time",
    "service_no_reply_contact", "service_problem_contact", "on_call",
)  # fmt: skip
_t = told.c


@dataclass(frozen=True)
class Version:
    """One state of what was told; number 0 is content/service.yml as it stands, with nothing in its place."""

    n: int
    at: datetime | None
    by: str | None
    values: Mapping[str, Any]


NOTHING = Version(0, None, None, {})


@dataclass(frozen=True)
class Change:
    """One step of the history: key -> (before, after); before the first change nothing was told here."""

    version: Version
    changed: Mapping[str, tuple[Any, Any]]


def number(tx: Tx) -> int:
    """The number of what stands, to see at little cost whether it changed."""
    return int(tx.execute(select(func.max(_t.n))).scalar() or 0)


def current(tx: Tx) -> Version:
    """What stands."""
    found = _versions(tx, 1)
    return found[0] if found else NOTHING


def change(tx: Tx, staff: Staff, seen: int, values: Mapping[str, Any]) -> None:
    """Put `values` in place of what stood as number `seen`; the audit keeps what changed.

    Raises NotAllowed, ChangedMeanwhile, and ValueError for a key that is not changed at the desk.
    """
    rights.require(staff, "change_hours")
    if set(values) - set(KEYS):
        raise ValueError("not changed at the desk")
    before = current(tx)
    made = Version(seen + 1, tx.now, staff.id, dict(values))
    steps = _steps(before, made)
    if before.n != seen:
        raise ChangedMeanwhile("change_hours")
    if not steps:
        return
    sealed = tx.desk_seal("told", "values_sealed", made.n, made.values)
    if not tx.insert_once(told, n=made.n, at=tx.now, by=staff.id, values_sealed=sealed):
        raise ChangedMeanwhile("change_hours")
    audit.append(tx, staff.id, "change_hours", str(made.n), {key: list(pair) for key, pair in steps.items()})


def history(tx: Tx, staff: Staff, limit: int = 30) -> list[Change]:
    """The changes, the newest first."""
    rights.require(staff, "see_hours")
    found = [*_versions(tx, limit + 1), NOTHING]
    return [Change(new, _steps(old, new)) for new, old in zip(found, found[1:], strict=False)][:limit]


def _steps(old: Version, new: Version) -> dict[str, tuple[Any, Any]]:
    pairs = {key: (old.values.get(key), new.values.get(key)) for key in KEYS}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _versions(tx: Tx, limit: int) -> list[Version]:
    rows = tx.execute(select(told).order_by(_t.n.desc()).limit(limit)).all()
    return [
        Version(row.n, row.at, row.by, tx.desk_open("told", "values_sealed", row.n, row.values_sealed))
        for row in rows
    ]
