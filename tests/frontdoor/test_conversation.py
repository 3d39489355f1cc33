"""A conversation as a browser has it: session, order, acknowledgement, catch-up, tabs."""

from __future__ import annotations

from tests.frontdoor.conftest import Door


async def test_new_session_is_greeted_at_once_and_told_what_is_kept(door: Door) -> None:
    tab = await door.browser()
    await tab.until(lambda: len(tab.bot) == 3)
    assert [one["seq"] for one in tab.bot] == [1, 2, 3]
    assert "not a person" in tab.texts[0]
    assert "24 hours" in tab.texts[1]
    assert "111" in tab.texts[1]
    assert [reply["title"] for reply in tab.bot[2]["quick_replies"]][-1] == "I have a code"
    assert tab.of("holder") == [{"holder": "guide"}]


async def test_message_is_acknowledged_answered_and_done(door: Door) -> None:
    tab = await door.browser()
    seq = await tab.said_and_done("tēnā koe")
    assert seq == 4
    assert tab.bot[-1] == {"seq": 5, "from": "guide", "text": "heard tēnā koe"}
    assert tab.of("turn_done") == [{"seq": 4, "through": 5}]


async def test_state_is_carried_from_turn_to_turn(door: Door) -> None:
    tab = await door.browser()
    for word in ("one", "two", "three"):
        await tab.said_and_done(word)
    assert [turn["state"].get("slots", {}).get("count", 0) for turn in door.rasa.asked] == [0, 1, 2]
    turn = door.rasa.asked[-1]
    assert turn["screened"] == {"level": "none", "category": None, "evidence": []}
    assert turn["context"]["holder"] == "guide"
    assert turn["locale"] == "en-NZ"
    assert len(turn["conversation"]) == 32


async def test_same_id_again_is_the_same_message(door: Door) -> None:
    tab = await door.browser()
    first = await tab.say("once", id="a")
    again = await tab.say("once", id="a")
    assert first == again == {"ok": True, "seq": 4}
    await tab.done(4)
    assert len(door.rasa.asked) == 1


async def test_two_tabs_see_the_same_order(door: Door) -> None:
    one = await door.browser()
    two = await door.browser(one.session)
    for n in range(5):
        await one.said_and_done(f"from one {n}")
        await two.said_and_done(f"from two {n}")
    await one.until(lambda: len(one.rows) + 5 == len(two.rows) + 5 == 3 + 15 + 5)
    seen = dict(two.rows) | dict(one.rows)
    assert sorted(seen) == list(range(1, 24))
    assert [row for row in two.rows if row in one.rows]
    assert [one.events.index(e) for e in one.events if e[0] == "bot_uttered"] == sorted(
        one.events.index(e) for e in one.events if e[0] == "bot_uttered"
    )


async def test_quick_messages_are_answered_in_order_and_one_at_a_time(door: Door) -> None:
    tab = await door.browser()
    door.rasa.hold.clear()
    for n in range(4):
        await tab.say(f"m{n}")
    door.rasa.hold.set()
    await tab.done(7)
    assert tab.texts[3:] == [f"heard m{n}" for n in range(4)]
    assert door.rasa.most_at_once == 1


async def test_coming_back_shows_what_was_missed_and_nothing_twice(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("before")
    await tab.close()
    back = await door.browser(tab.session, since=4)
    await back.until(lambda: back.bot)
    assert back.session == tab.session
    assert back.rows == [(5, "heard before")]
    assert back.of("turn_done") == [{"seq": 4, "through": 5}]
    everything = await door.browser(tab.session)
    await everything.until(lambda: len(everything.rows) == 5)
    assert everything.of("person_uttered")[0]["text"] == "before"


async def test_catch_up_tells_again_what_came_after(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("hello", id="mine")
    tab.events.clear()
    assert await tab.call("catch_up", {"since": 3}) == {"ok": True}
    await tab.until(lambda: len(tab.rows) == 2)
    assert tab.of("person_uttered") == [{"seq": 4, "id": "mine", "text": "hello"}]
    assert await tab.call("catch_up", {"since": "3"}) == {
        "ok": False,
        "error": "not_known",
        "say": door.say("refused_not_known"),
    }


async def test_unknown_session_gets_a_new_one_and_shows_nothing_of_another(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("mine alone")
    other = await door.browser("x" * 43)
    await other.until(lambda: len(other.bot) == 3)
    assert other.session not in ("x" * 43, tab.session)
    assert len(other.session) >= 43
    assert "mine alone" not in str(other.events)


async def test_after_ten_idle_minutes_a_new_session_begins(door: Door) -> None:
    tab = await door.browser()
    await tab.said_and_done("a story")
    await door.is_left_by(tab)
    door.clock.move(minutes=9)
    back = await door.browser(tab.session)
    assert back.session == tab.session
    await door.is_left_by(back)
    door.clock.move(minutes=11)
    late = await door.browser(tab.session)
    assert late.session != tab.session
    assert "a story" not in str(late.events)


async def test_leaving_destroys_the_talk_and_lets_every_tab_go(door: Door) -> None:
    one = await door.browser()
    two = await door.browser(one.session)
    await one.said_and_done("something private")
    assert await one.call("leave", {}) == {"ok": True}
    await two.until(lambda: not two.is_connected)
    assert (await one.say("more"))["error"] == "no_session"
    back = await door.browser(one.session)
    assert back.session != one.session
    assert "something private" not in str(back.events)
