"""What is changed at the desk is said to people at once, without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import casebook
from casebook import Casebook, told
from casebook.rights import Staff
from frontdoor import keeping_up
from frontdoor.parts import Content
from ground import settings
from ground.clock import Clock
from ground.hours import ZONE
from ground.settings import ROOT

MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZONE)
LEAD = Staff("l" * 32, "lead", "Hine", "hine@example.nz")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    opened = casebook.open(settings.load({"GUIDE_DATA": str(tmp_path)}), Clock())
    yield opened
    opened.close()


async def test_new_hours_promises_and_contacts_are_taken_over_and_the_rest_stays(book: Casebook) -> None:
    content = Content.load(ROOT)
    assert await keeping_up.once(book, content, 0) == 0
    assert not content.hours.open(MONDAY)
    week = {"monday": [["09:00", "16:00"]]}
    with book.write() as tx:
        told.change(tx, LEAD, 0, {"hours": week, "reply_working_days": 2, "service_reply_time": "two days"})
    assert await keeping_up.once(book, content, 0) == 1
    assert content.hours.open(MONDAY)
    assert content.hours.promised(MONDAY) is not None
    assert content.service.said["service_reply_time"] == "two days"
    assert content.service.days["closed"] == 90


async def test_what_is_taken_back_falls_back_to_the_file(book: Casebook) -> None:
    content = Content.load(ROOT)
    with book.write() as tx:
        told.change(tx, LEAD, 0, {"hours": {"monday": [["09:00", "16:00"]]}})
        told.change(tx, LEAD, 1, {})
    await keeping_up.once(book, content, 1)
    assert not content.hours.known
