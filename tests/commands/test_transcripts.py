"""./guide transcripts: what is played, what is masked, and the page's last line."""

import asyncio
import re
from itertools import pairwise
from typing import Any

import pytest

from commands import transcripts
from commands.transcribing import page, person
from commands.transcribing.person import PersonAtDoor, Said

PEOPLE: list[dict[str, Any]] = transcripts.people()["people"]


class FrontDoor:
    """Keeps a message only after some tries."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    async def say(self, message: dict[str, Any]) -> dict[str, Any]:
        self.tries -= 1
        return {"ok": False, "error": "not_kept"} if self.tries >= 0 else {"ok": True, "seq": 7}


def test_there_is_one_of_each_kind_of_person() -> None:
    kinds = ["harmed", "looking", "staff", "supporter", "whanau"]
    assert sorted(one["role"] for one in PEOPLE) == kinds


def test_what_was_not_kept_is_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "PAUSE_S", 0.0)
    somebody = PersonAtDoor.__new__(PersonAtDoor)
    somebody._conversation = FrontDoor(tries=3)  # type: ignore[assignment]
    assert asyncio.run(somebody._kept({"message": "hello"})) == {"ok": True, "seq": 7}


def test_the_last_line_tells_whether_the_page_was_changed_by_hand() -> None:
    written = page.sealed("# Five conversations\n")
    body = written.rpartition("\n<!-- made by")[0]
    assert page.sealed(body) == written
    assert page.sealed(body.replace("Five", "Six")) != written.replace("Five", "Six")


def test_what_differs_from_day_to_day_is_masked() -> None:
    said = [Said("guide", "Your code: 1234 5678 9012 3456", ("Go on",)), Said("typed", "1234567890123456")]
    told = page.chapter({"title": "T", "about": "A"}, said, "Kept", "RG-1, 2026-11-21T10:00:00+13:00", "RG-1")
    assert not re.search(r"1234|RG-1|T10:00", told)
    assert [part for one, other in pairwise(told.split("\n\n")) if one == other for part in (one,)] == []
