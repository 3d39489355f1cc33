"""Rasa away, slow, wrong; restarts; a facilitator who takes over in between."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import select

import casebook
from casebook import Casebook, cases, conversations, holding, messages, tokens
from casebook.rights import Staff
from casebook.tables import cases as table
from frontdoor import settling, turns
from frontdoor.asking import Turn
from frontdoor.rasa_client import Answer, RasaFailed, read
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door
from tests.frontdoor.rasa import reply

ANA = Staff("f1", "facilitator", "Ana", "ana@example.org")


def conversation_of(book: Casebook, tab: Browser) -> str:
    with book.read() as tx:
        found = conversations.find(tx, tokens.fingerprint(tab.session))
        assert found is not None
        return found.id


def take_over(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        holding.open_words(tx, conv)
        holding.take_over(tx, ANA, conv)


def facilitator_says(book: Casebook, conv: str, text: str) -> None:
    with book.write() as tx:
        holding.say(tx, ANA, conv, text)


def away(tab: Browser) -> list[dict[str, Any]]:
    return [one for one in tab.bot if one["text"].startswith("I cannot answer just now")]


@pytest.mark.parametrize("fault", ["refused", "slow", "500", "409", "400", "garbage", "empty"])
async def test_every_fault_is_answered_honestly_within_three_seconds(door: Door, fault: str) -> None:
    tab = await door.browser()
    if fault == "refused":
        await door.rasa.stop()
    door.rasa.fault = fault
    began = time.monotonic()
    answer = await tab.say("are you there")
    assert answer["ok"]
    assert time.monotonic() - began < 1
    await tab.until(lambda: away(tab), within=3.0)
    [said] = away(tab)
    assert said["from"] == "service"
    assert "111" in said["text"]
    assert "1737" in said["text"]
    assert said["custom"]["type"] == "safety"
    assert said["custom"]["level"] == "check"
    assert tab.of("turn_done") == []


async def test_after_the_fault_the_message_is_answered_once_and_away_is_said_once(door: Door) -> None:
    tab = await door.browser()
    await door.rasa.stop()
    first = await tab.say("one")
    await tab.until(lambda: away(tab))
    await door.rasa.start()
    await tab.done(first["seq"])
    await tab.said_and_done("two")
    assert tab.texts[-2:] == ["heard one", "heard two"]
    assert len(away(tab)) == 1


async def test_quick_recovery_is_not_spoken_of(door: Door) -> None:
    tab = await door.browser()
    door.rasa.fault = "500"
    answer = await tab.say("hello")
    await asyncio.sleep(0.5)
    door.rasa.fault = None
    await tab.done(answer["seq"])
    await asyncio.sleep(2.5)
    assert away(tab) == []


async def test_message_that_rasa_never_can_answer_does_not_block_the_next(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr(turns, "GIVE_UP_AFTER", 3)
    tab = await door.browser()
    door.rasa.fault = "500"
    answer = await tab.say("poison")
    await tab.done(answer["seq"])
    door.rasa.fault = None
    await tab.said_and_done("good")
    assert "could not answer that message" in tab.texts[-2]
    assert "111" in tab.texts[-2]


async def test_unsettled_messages_are_asked_again_after_a_restart_and_nothing_is_doubled(door: Door) -> None:
    tab = await door.browser()
    await door.rasa.stop()
    for word in ("one", "two"):
        assert (await tab.say(word))["ok"]
    session = tab.session
    await door.stop()
    await door.rasa.start()
    await door.start()
    back = await door.browser(session)
    await back.until(lambda: "heard two" in back.texts)
    await back.until(lambda: back.of("turn_done"))
    said = [text for text in back.texts if text.startswith("heard")]
    assert said == ["heard one", "heard two"]
    assert [turn["state"].get("slots", {}).get("count", 0) for turn in door.rasa.asked[-2:]] == [0, 1]
    assert [seq for seq, _ in back.rows] == list(range(1, len(back.rows) + 1))


async def test_answer_that_comes_too_late_is_discarded(door: Door) -> None:
    tab = await door.browser()
    seq = await tab.said_and_done("once")
    conv = conversation_of(door.book, tab)
    turn = Turn(conv, seq, door.clock.now(), "guide", "", None, None, more=False)
    late = Answer((), (), {"v": 1, "slots": {"count": 99}})
    assert settling.settle(door.book, turn, late, None, door.content) == settling.Done(settled=False)
    with door.book.read() as tx:
        assert conversations.state(tx, conv)["slots"] == {"count": 1}
        assert len(messages.since(tx, conv)) == 5


async def test_facilitator_silences_the_guide_but_not_the_safety_card(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("hello")
    conv = conversation_of(door.book, tab)
    await asyncio.to_thread(take_over, door.book, conv)
    await tab.until(lambda: tab.of("holder")[-1] == {"holder": "facilitator"})
    await tab.said_and_done("are you a person")
    await tab.said_and_done("I will kill myself")
    assert len(door.rasa.asked) == 1
    said_since = [one["from"] for one in tab.bot if one["seq"] > 5]
    assert set(said_since) == {"service"}
    assert tab.bot[-1]["custom"]["type"] == "safety"
    assert door.say("facilitator_here") in tab.texts


async def test_what_a_facilitator_writes_in_another_process_is_there_in_half_a_second(door: Door) -> None:
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    elsewhere = casebook.open(door.settings, door.clock)
    try:
        await asyncio.to_thread(take_over, elsewhere, conv)
        await tab.until(lambda: tab.of("holder")[-1] == {"holder": "facilitator"}, within=0.5)
        await tab.until(lambda: door.say("facilitator_here") in tab.texts)
        await asyncio.to_thread(facilitator_says, elsewhere, conv, "Kia ora, I am Ana")
        await tab.until(lambda: "Kia ora, I am Ana" in tab.texts, within=0.5)
        assert tab.bot[-1]["from"] == "facilitator"
    finally:
        await asyncio.to_thread(elsewhere.close)


async def test_taken_over_in_between_keeps_state_and_drops_what_the_guide_said(door: Door) -> None:
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    door.rasa.answer = lambda _: reply(
        "guide words", {"text": "numbers", "custom": {"type": "safety", "level": "check"}}, slots={"kept": 1}
    )
    door.rasa.hold.clear()
    answer = await tab.say("slow one")
    await tab.until(lambda: door.rasa.asked)
    await asyncio.to_thread(take_over, door.book, conv)
    door.rasa.hold.set()
    await tab.done(answer["seq"])
    assert "guide words" not in tab.texts
    assert ("service", "numbers") in [(one["from"], one["text"]) for one in tab.bot]
    with door.book.read() as tx:
        assert conversations.state(tx, conv)["slots"] == {"kept": 1}


async def test_guide_comes_back_when_the_facilitator_lets_go(door: Door) -> None:
    tab = await door.browser()
    conv = conversation_of(door.book, tab)
    await asyncio.to_thread(take_over, door.book, conv)
    await tab.until(lambda: door.say("facilitator_here") in tab.texts)

    def give_back() -> None:
        with door.book.write() as tx:
            holding.give_back(tx, ANA, conv)

    await asyncio.to_thread(give_back)
    await tab.until(lambda: door.say("guide_back") in tab.texts)
    await tab.said_and_done("hello guide")
    assert tab.texts[-1] == "heard hello guide"
    assert tab.texts.count(door.say("facilitator_here")) == 1


async def test_long_turn_shows_typing(door: Door) -> None:
    tab = await door.browser()
    door.rasa.hold.clear()
    await tab.say("hm")
    await tab.until(lambda: tab.of("typing") == [{"from": "guide"}])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'{"messages": [], "effects": []}',
        b'{"messages": [{}], "effects": [], "state": {"v": 1, "slots": {}}}',
        b'{"messages": [{"text": 5}], "effects": [], "state": {"v": 1, "slots": {}}}',
        b'{"messages": [{"text": "\\ud800"}], "effects": [], "state": {"v": 1, "slots": {}}}',
        b'{"messages": [], "effects": [{"kind": "format_disk", "data": {}}], "state": {"v": 1, "slots": {}}}',
        b'{"messages": [], "effects": [{"kind": "erase", "data": {}}], "state": {"v": 1, "slots": {}}}',
        b'{"messages": [], "effects": [], "state": {"slots": {}}}',
        b"[" * 100_000,
    ],
)
def test_answer_that_breaks_the_contract_is_a_failure(body: bytes) -> None:
    with pytest.raises(RasaFailed):
        read(body)


async def test_message_whose_key_is_gone_keeps_nobody_else_waiting(door: Door) -> None:
    lost, tab = await door.browser(), await door.browser()
    await door.rasa.stop()
    await lost.say("lost")
    answer = await tab.say("kept")
    assert answer["ok"]
    door.book.keys.destroy({conversation_of(door.book, lost)})
    session = tab.session
    await door.stop()
    await door.rasa.start()
    await door.start()
    back = await door.browser(session)
    await back.until(lambda: "heard kept" in back.texts)


async def test_typing_keeps_the_session_from_being_idle(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("a long story begins")
    door.clock.move(minutes=9)
    assert await tab.call("typing", {}) == {"ok": True}
    await door.is_left_by(tab)
    door.clock.move(minutes=9)
    assert (await door.browser(tab.session)).session == tab.session


async def test_leaving_after_sending_keeps_the_case_and_marks_the_exit(door: Door) -> None:
    tab = await door.browser()
    summary = {"version": 1, "kind": "person", "consents": [], "sections": {}, "contact": {}}
    door.rasa.answer = lambda turn: reply(
        "ok", effects=[{"kind": "submit_intake", "data": {"summary": summary}}]
    )
    await tab.said_and_done("send")
    assert await tab.call("leave", {}) == {"ok": True}
    with door.book.read() as tx:
        [line] = cases.listed(tx, ANA)
        exit_sealed = tx.execute(select(table.c.exit_sealed)).scalar_one()
        assert tx.open(line.id, "cases", "exit_sealed", line.id, exit_sealed) is True
    assert (await door.browser(tab.session)).session != tab.session
