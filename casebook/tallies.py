"""Counts by month of what happened, kept when what was counted is forgotten: bare numbers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from casebook.tables import tallies
from casebook.transaction import Tx

# came: wrote something at all. asked: asked for a person. joined: a facilitator was with them.
KINDS = ("came", "asked", "joined")
HERE = ZoneInfo("Pacific/Auckland")
_t = tallies.c


def count(tx: Tx, what: str) -> None:
    """Count one more in this month. Raises ValueError for what is not counted."""
    if what not in KINDS:
        raise ValueError(what)
    # last in the transaction, since everybody who comes writes this row
    tx.at_end(lambda: _count(tx, what))


def of_months(tx: Tx, since: str) -> dict[str, dict[str, int]]:
    """{month: {what: how many}} from the month `since` ("2026-11") on."""
    found: dict[str, dict[str, int]] = {}
    for row in tx.execute(select(tallies).where(_t.month >= since)).all():
        found.setdefault(row.month, {})[row.what] = row.value
    return found


def _count(tx: Tx, what: str) -> None:
    month = tx.now.astimezone(HERE).strftime("%Y-%m")
    if not tx.insert_once(tallies, month=month, what=what, value=1):
        row = update(tallies).where(_t.month == month, _t.what == what)
        tx.execute(row.values(value=_t.value + 1))
