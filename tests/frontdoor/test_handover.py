"""Handing over: who is there is said honestly, waiting can end, the guide is silent while a person talks."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from casebook import cases, concerns, consents, conversations, holding
from frontdoor import waiting
from ground.hours import Hours
from tests.frontdoor import desk
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.test_effects import SEND, SUMMARY, does, doing, sent
from tests.frontdoor.test_turns import conversation_of

# The front door of these tests stands at noon on Monday 23 November 2026, half past noon a little later.
MONDAYS = {"monday": [["09:00", "16:00"]]}
EVENINGS = {"monday": [["18:00", "20:00"]]}


def tells(door: Door, **service: Any) -> None:
    """The keeper has told these hours, holidays and promise."""
    object.__setattr__(door.content, "hours", Hours(service))


async def asks(door: Door, tab: Browser, reason: str = "asked") -> list[str]:
    """Asks for a person; returns what the service says to it."""
    before = len(tab.bot)
    await doing(door, tab, "request_person", {"reason": reason})
    return [one["text"] for one in tab.bot[before:] if one["from"] == "service"]


async def held(door: Door) -> tuple[Browser, str, desk.Staff]:
    """A tab whose conversation a facilitator has taken over, on the person's wish."""
    tab, mere = await door.browser(), desk.facilitator(door)
    conv = conversation_of(door.book, tab)
    await asks(door, tab)
    await desk.does(door, desk.come, mere, conv)
    await tab.until(lambda: tab.of("holder")[-1] == {"holder": "facilitator"})
    return tab, conv, mere


async def test_in_open_hours_with_somebody_at_the_desk_the_person_waits_here(door: Door) -> None:
    """Row 44: a real handover to a named human."""
    tells(door, hours=MONDAYS)
    mere = desk.facilitator(door)
    desk.sign_in(door, mere)
    tab = await door.browser()
    assert await asks(door, tab) == [door.say("person_there"), door.say("person_reads")]
    assert tab.of("holder")[-1] == {"holder": "queue"}
    conv = conversation_of(door.book, tab)
    with door.book.read() as tx:
        assert [one.conversation for one in holding.waiting(tx, mere)] == [conv]
        assert conversations.get(tx, conv).words_open
    door.rasa.answer = does()
    await tab.said_and_done("still there?")
    assert tab.bot[-1]["from"] == "guide"


async def test_in_open_hours_with_nobody_at_the_desk_that_is_said(door: Door) -> None:
    tells(door, hours=MONDAYS)
    desk.facilitator(door)
    tab = await door.browser()
    assert (await asks(door, tab))[:2] == [door.say("person_open_nobody"), door.say("call_back_no_way")]


async def test_somebody_whose_desk_session_is_over_is_not_said_to_be_there(door: Door) -> None:
    tells(door, hours=MONDAYS)
    desk.sign_in(door, desk.facilitator(door))
    door.clock.move(minutes=31)
    tab = await door.browser()
    assert (await asks(door, tab))[0] == door.say("person_open_nobody")


async def test_outside_hours_the_next_opening_is_said(door: Door) -> None:
    """Row 48: nobody there, said with hours, public holidays and a call-back promise."""
    tells(door, hours=EVENINGS)
    tab = await door.browser()
    opening = "Monday 23 November, 6:00 pm"
    assert (await asks(door, tab))[0] == door.say("person_closed", next_open=opening)


@pytest.mark.parametrize(
    ("regions", "opening"),
    # Monday 25 January 2027 is Wellington's own day off; Monday 1 February is Auckland's
    [(["WGN"], "Monday 1 February, 9:00 am"), (["AUK"], "Monday 25 January, 9:00 am")],
)
async def test_a_regional_holiday_is_no_open_day(door: Door, regions: list[str], opening: str) -> None:
    """Row 48: New Zealand's national and regional holidays."""
    tells(door, hours=MONDAYS, holiday_regions=regions)
    door.clock.move(days=58)  # Wednesday 20 January 2027
    tab = await door.browser()
    assert (await asks(door, tab))[0] == door.say("person_closed", next_open=opening)


async def test_a_service_that_has_told_nothing_is_said_to_have_told_nothing(door: Door) -> None:
    tells(door, hours=None)
    tab = await door.browser()
    assert (await asks(door, tab))[0] == door.say("person_hours_unknown")


async def test_a_call_back_is_promised_only_as_the_service_and_the_person_agreed(door: Door) -> None:
    """Row 48: the call-back promise."""
    tells(door, hours=EVENINGS, reply_working_days=2)
    tab, _ = await sent(door)
    assert door.say("call_back_by", date="Wednesday 25 November") in await asks(door, tab)
    tells(door, hours=EVENINGS)
    tab, case_id = await sent(door)
    assert door.say("call_back_unknown") in await asks(door, tab)
    await desk.does(door, consents.withdraw, case_id, "contact")
    assert door.say("call_back_not_agreed") in await asks(door, tab)


async def test_after_sending_the_next_step_is_said_with_its_day(door: Door) -> None:
    tells(door, hours=MONDAYS, reply_working_days=2)
    tab, _ = await sent(door)
    assert tab.texts[-1] == door.say("sent_by", date="Wednesday 25 November")
    tells(door, hours=MONDAYS)
    tab, _ = await sent(door)
    assert tab.texts[-1] == door.say("sent_unknown")
    tab = await door.browser()
    unreached = SUMMARY | {"consents": [{"id": "keep", "given": True, "words": "yes"}]}
    await doing(door, tab, "submit_intake", {"summary": unreached})
    assert tab.texts[-1] == door.say("sent_nobody_calls")


async def test_on_the_second_miss_a_person_is_asked_for_and_nothing_is_opened_unasked(door: Door) -> None:
    """Row 17: repeated misunderstanding leads to a person."""
    tab = await door.browser()
    assert (await asks(door, tab, "misunderstood"))[-1] == door.say("person_may_read")
    conv = conversation_of(door.book, tab)
    with door.book.read() as tx:
        assert conversations.get(tx, conv).holder == "queue"
        assert not conversations.get(tx, conv).words_open
    await tab.said_and_done(tab.payload("Yes, they may read it"))
    assert tab.texts[-1] == door.say("let_in")
    with door.book.read() as tx:
        assert conversations.get(tx, conv).words_open


async def test_on_a_concern_the_desk_is_told_and_a_person_can_be_asked_for(door: Door) -> None:
    tab = await door.browser()
    door.rasa.answer = does()
    await tab.said_and_done("I will kill myself")
    mere = desk.facilitator(door)
    with door.book.read() as tx:
        [concern] = concerns.listed(tx, mere)
    assert (concern.conversation, concern.level) == (conversation_of(door.book, tab), "crisis")
    assert (await asks(door, tab, "concern"))[-1] == door.say("person_may_read")
    assert tab.of("holder")[-1] == {"holder": "queue"}


async def test_waiting_can_end_and_then_nobody_reads_along(door: Door) -> None:
    """Row 46: statuses of a handover; a clean way back."""
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    await asks(door, tab)
    await tab.said_and_done(tab.payload("Stop waiting"))
    assert tab.texts[-1] == door.say("waiting_stopped")
    assert tab.of("holder")[-1] == {"holder": "guide"}
    with door.book.read() as tx:
        here = conversations.get(tx, conv)
    assert (here.holder, here.words_open) == ("guide", False)
    assert all(turn.get("button") != {"intent": "stop_waiting"} for turn in door.rasa.asked)


async def test_waiting_cannot_be_ended_over_the_head_of_a_facilitator(door: Door) -> None:
    tab, conv, _ = await held(door)
    payload = tab.payload("Stop waiting")
    await tab.said_and_done(payload)
    assert tab.texts[-1] == door.say("waiting_over")
    with door.book.read() as tx:
        assert conversations.get(tx, conv).holder == "facilitator"


async def test_when_nobody_comes_that_is_said_once(door: Door) -> None:
    """Row 48: nobody there is said, also to somebody who waits."""
    tab = await door.browser()
    await asks(door, tab)
    await waiting.look(door.parts)
    assert door.say("nobody_yet") not in tab.texts
    door.clock.move(minutes=6)
    for _ in range(3):
        await waiting.look(door.parts)
    await tab.until(lambda: door.say("nobody_yet") in tab.texts)
    await asyncio.sleep(0.3)
    assert tab.texts.count(door.say("nobody_yet")) == 1


async def test_when_hours_end_while_somebody_waits_that_is_said_once(
    door: Door,
) -> None:
    """Row 48: nobody there, said with hours; also to those who asked while somebody could still come."""
    tells(door, hours={"monday": [["09:00", "13:03"]], "tuesday": [["09:00", "12:00"]]})
    tab = await door.browser()
    await asks(door, tab)
    await waiting.look(door.parts)
    over = door.say("waiting_hours_over", next_open="Tuesday 24 November, 9:00 am")
    assert over not in tab.texts
    for minutes in (4, 1, 30):
        door.clock.move(minutes=minutes)
        await waiting.look(door.parts)
    await tab.until(lambda: over in tab.texts)
    assert tab.texts.count(over) == 1
    assert door.say("nobody_yet") not in tab.texts
    assert tab.bot[-1]["quick_replies"][0]["title"] == "Stop waiting"


async def test_nobody_yet_is_not_said_when_somebody_has_come(door: Door) -> None:
    tab, conv, _ = await held(door)
    door.clock.move(minutes=6)
    assert not await asyncio.to_thread(waiting.remind, door.book, conv, door.content)
    assert door.say("nobody_yet") not in tab.texts


async def test_guide_is_silent_while_a_facilitator_talks_and_back_afterwards(door: Door) -> None:
    """Row 46: the bot silent while held, a clean hand-back."""
    tab, conv, mere = await held(door)
    asked = len(door.rasa.asked)
    await desk.does(door, holding.say, mere, conv, "Kia ora, I am Mere.")
    await tab.until(lambda: tab.bot[-1]["from"] == "facilitator")
    seq = await tab.said_and_done("kia ora Mere")
    assert len(door.rasa.asked) == asked
    assert [one for one in tab.bot if one["seq"] > seq] == []
    await desk.does(door, holding.give_back, mere, conv)
    await tab.until(lambda: door.say("guide_back") in tab.texts)
    door.rasa.answer = does()
    await tab.said_and_done("are you there?")
    assert tab.bot[-1]["from"] == "guide"
    assert door.rasa.asked[-1]["text"] == "are you there?"


async def test_further_intake_after_one_was_sent_is_a_case_of_its_own(door: Door) -> None:
    tab, first = await sent(door)
    mine = SEND["data"]["summary"] | {"own_words": {"p_words": "something else"}}
    await doing(door, tab, "submit_intake", {"summary": mine, "intake": 2})
    receipts = [one["custom"] for one in tab.bot if one.get("custom", {}).get("type") == "receipt"]
    assert len({one["reference"] for one in receipts}) == len({one["code"] for one in receipts}) == 2
    with door.book.read() as tx:
        second = conversations.get(tx, conversation_of(door.book, tab)).case_id
        assert second != first
        assert second is not None
        assert cases.summary_for_person(tx, first)["own_words"] == SUMMARY["own_words"]
        assert cases.summary_for_person(tx, second)["own_words"] == {"p_words": "something else"}
    await doing(door, tab, "submit_intake", {"summary": mine, "intake": 2})
    assert door.say("receipt_sent_before", reference=receipts[1]["reference"]) in tab.texts
