"""What is told of the service through the desk: one version stands, each change is kept and audited."""

import pytest

from casebook import Casebook, audit, told
from casebook.errors import ChangedMeanwhile, NotAllowed
from casebook.rights import Staff

LEAD = Staff("l" * 32, "lead", "Hine", "hine@example.nz")
WEEK = {"monday": [["09:00", "16:00"]]}


def test_the_last_change_stands_and_the_history_says_what_each_changed(book: Casebook) -> None:
    with book.write() as tx:
        told.change(tx, LEAD, 0, {"hours": WEEK})
    with book.write() as tx:
        told.change(tx, LEAD, 1, {"hours": WEEK, "closures": ["2026-12-24"]})
    with book.read() as tx:
        assert told.current(tx).values == {"hours": WEEK, "closures": ["2026-12-24"]}
        newest, oldest = told.history(tx, LEAD)
        assert newest.changed == {"closures": (None, ["2026-12-24"])}
        assert oldest.changed == {"hours": (None, WEEK)}
        keeper = Staff("k" * 32, "keeper", "", "")
        assert [line.what for line in audit.listed(tx, keeper)].count("change_hours") == 2


def test_a_change_over_somebody_elses_change_is_refused_and_nothing_is_lost(book: Casebook) -> None:
    with book.write() as tx:
        told.change(tx, LEAD, 0, {"hours": WEEK})
    with pytest.raises(ChangedMeanwhile), book.write() as tx:
        told.change(tx, LEAD, 0, {"hours": {}})
    with book.read() as tx:
        assert told.current(tx).values == {"hours": WEEK}


def test_a_facilitator_changes_nothing_and_nobody_changes_what_is_not_told_here(book: Casebook) -> None:
    with pytest.raises(NotAllowed), book.write() as tx:
        told.change(tx, Staff("f" * 32, "facilitator", "", ""), 0, {"hours": WEEK})
    with pytest.raises(ValueError, match="not changed"), book.write() as tx:
        told.change(tx, LEAD, 0, {"retention_days": {"closed": 9000}})


def test_the_same_again_is_no_change(book: Casebook) -> None:
    for seen in (0, 1):
        with book.write() as tx:
            told.change(tx, LEAD, seen, {"hours": WEEK})
    with book.read() as tx:
        assert told.number(tx) == 1
