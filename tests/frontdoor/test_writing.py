"""That a facilitator writes is seen by the person, and the other way round; no letter of it travels."""

from __future__ import annotations

import asyncio

from casebook import conversations, writing
from tests.frontdoor import desk
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.test_handover import held
from tests.frontdoor.test_turns import conversation_of


async def writes(door: Door, tab: Browser, mere: desk.Staff, conv: str, times: int) -> None:
    await desk.does(door, writing.facilitator, mere, conv)
    await tab.until(lambda: tab.of("typing").count({"from": "facilitator"}) == times)


async def test_that_the_facilitator_writes_is_on_the_persons_screen_each_time_once(door: Door) -> None:
    tab, conv, mere = await held(door)
    await writes(door, tab, mere, conv, 1)
    await tab.say("I am here")
    await asyncio.sleep(0.2)
    assert tab.of("typing").count({"from": "facilitator"}) == 1
    door.clock.move(seconds=3)
    await writes(door, tab, mere, conv, 2)


async def test_who_comes_back_is_not_told_of_writing_that_is_long_over(door: Door) -> None:
    tab, conv, mere = await held(door)
    await writes(door, tab, mere, conv, 1)
    back = await door.browser(tab.session)
    await back.until(lambda: back.of("holder") == [{"holder": "facilitator"}])
    await back.say("I am back")
    await asyncio.sleep(0.2)
    assert back.of("typing") == []


async def test_that_the_person_writes_is_noted_while_a_facilitator_is_there_and_not_before(
    door: Door,
) -> None:
    alone = await door.browser()
    await alone.call("typing", {})
    tab, conv, _ = await held(door)
    for _ in range(30):
        assert await tab.call("typing", {"text": "a word"}) == {"ok": True}
    with door.book.read() as tx:
        assert conversations.get(tx, conv).person_writes_at is not None
        assert conversations.get(tx, conversation_of(door.book, alone)).person_writes_at is None
