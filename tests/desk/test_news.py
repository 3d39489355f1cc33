"""What happens in a talk is on the page that is open at once, without a letter more than there is to tell."""

import asyncio
import re
import time
from typing import Any

import pytest

from casebook import conversations, holding, messages, staff, writing
from casebook.rights import Staff
from desk import news
from tests.desk.conftest import Browser, Desk, Page
from tests.desk.test_live import talk

# A look each 0.4 s, as the page once had it, is late half of the time and fails this.
SOON_S = 0.3


async def with_them(desk: Desk, email: str = "facilitator@example.nz") -> tuple[Browser, str]:
    """A facilitator who has taken a talk over."""
    conv, reader = talk(desk), await desk.signed_in("facilitator", email)
    await reader.get(f"/conversation/{conv}")
    await reader.post(f"/conversation/{conv}/take-over", {})
    return reader, conv


def shown(page: Page | None) -> dict[str, str]:
    """What the page that is open says that it shows."""
    return dict(re.findall(r'data-(since|state|wrote)="([^"]*)"', page.html if page else ""))


async def waits(reader: Browser, conv: str, shows: dict[str, str]) -> "asyncio.Task[Page]":
    """The page asks and has seen everything."""
    asked = asyncio.create_task(reader.get(f"/conversation/{conv}/rows", params={**shows, "wait": "1"}))
    await asyncio.sleep(0.3)
    assert not asked.done()
    return asked


def happens(desk: Desk, change: Any, *args: Any) -> float:
    """Something is done in the casebook; returns when."""
    with desk.book.write() as tx:
        change(tx, *args)
    return time.monotonic()


async def test_words_of_the_person_come_to_a_page_that_waits_as_they_happen(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    shows, late = shown(reader.page), []
    for n in range(10):
        asked = await waits(reader, conv, shows)
        began = await asyncio.to_thread(
            happens, desk, messages.add_person_message, conv, f"w{n}", f"word {n}"
        )
        piece = await asyncio.wait_for(asked, 5)
        late.append(time.monotonic() - began)
        assert f"word {n}" in piece.text
        shows = {**shown(piece), "since": re.findall(r'data-seq="(\d+)"', piece.html)[-1]}
    assert sorted(late)[5] < SOON_S


async def test_that_the_person_writes_comes_once_and_without_a_word(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    asked = await waits(reader, conv, shown(reader.page))
    await asyncio.to_thread(happens, desk, writing.person, conv)
    piece = await asyncio.wait_for(asked, 5)
    assert " data-writes" in piece.html
    assert "data-seq" not in piece.html
    shows = {**shown(piece), "since": "1"}
    assert (await reader.get(f"/conversation/{conv}/rows", params=shows)).status == 204


async def test_a_change_of_who_is_there_comes_too(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    asked = await waits(reader, conv, shown(reader.page))
    await asyncio.to_thread(happens, desk, conversations.presence, conv, True)
    piece = await asyncio.wait_for(asked, 5)
    assert "the person is here" in piece.text
    assert " data-writes" not in piece.html


async def test_the_facilitator_is_seen_writing_and_nobody_else(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    other = await desk.signed_in("facilitator", "other@example.nz")
    await other.get(f"/conversation/{conv}")

    def seen() -> object:
        with desk.book.read() as tx:
            return conversations.get(tx, conv).facilitator_writes_at

    assert (await other.post(f"/conversation/{conv}/writing", {})).status == 204
    assert seen() is None
    await reader.get(f"/conversation/{conv}")
    assert (await reader.post(f"/conversation/{conv}/writing", {"text": "a word"})).status == 204
    assert seen() is not None


async def test_who_is_shut_out_while_a_page_waits_sees_nothing_more(desk: Desk) -> None:
    reader, conv = await with_them(desk)
    asked = await waits(reader, conv, shown(reader.page))
    keeper = Staff("k", "keeper", "Rangi", "k@example.nz")
    await asyncio.to_thread(happens, desk, staff.disable, keeper, desk.ids["facilitator@example.nz"])
    await asyncio.to_thread(happens, desk, messages.add_person_message, conv, "w", "only for who may read")
    piece = await asyncio.wait_for(asked, 5)
    assert piece.status == 401
    assert "only for who may read" not in piece.text


async def test_a_page_is_answered_when_nothing_happens_and_when_the_desk_stops(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "WAITS_S", 0.5)
    reader, conv = await with_them(desk)
    shows = shown(reader.page)
    asked = await waits(reader, conv, shows)
    assert (await asyncio.wait_for(asked, 5)).status == 204
    monkeypatch.setattr(news, "WAITS_S", 60)
    asked = await waits(reader, conv, shows)
    desk.app.ctx.waiting.close()
    assert (await asyncio.wait_for(asked, 5)).status == 204


async def test_words_that_are_closed_again_come_no_more(desk: Desk) -> None:
    conv, reader = talk(desk), await desk.signed_in("facilitator")
    await reader.get(f"/conversation/{conv}")
    asked = await waits(reader, conv, shown(reader.page))
    await asyncio.to_thread(happens, desk, holding.close_words, conv)
    assert (await asyncio.wait_for(asked, 5)).status == 403
