"""Whatever a browser sends: a kind sentence, nothing changed, nothing ended."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from casebook import conversations, messages, tokens
from frontdoor.hearing import looks_like_payload
from frontdoor.limits import Buckets, Window
from frontdoor.reading import Refused, uttered
from tests.frontdoor.browser import Browser
from tests.frontdoor.conftest import Door

BAD: list[tuple[Any, str]] = [
    ({"message": ""}, "empty"),
    ({"message": " \t\n\u00a0\u200b\u2028\ufeff"}, "empty"),
    ({"message": "a" * 10_001}, "too_long"),
    ({"message": "nul \0 here"}, "unreadable"),
    ({"message": "half \ud800 a sign"}, "unreadable"),
    ({"message": 5}, "not_text"),
    ({"message": True}, "not_text"),
    ({"message": ["a"]}, "not_text"),
    ({"message": {"text": "a"}}, "not_text"),
    ({"message": b"\x00\x01"}, "file"),
    ({"message": "look", "file": "data:image/png;base64,AAAA"}, "file"),
    ({"message": "look", "extra": [b"\x89PNG"]}, "file"),
    ({}, "not_known"),
    ({"message": None}, "not_known"),
    ({"message": "a", "picks": ["b"]}, "not_known"),
    ({"picks": "abc"}, "not_known"),
    ({"picks": ["x"] * 2}, "not_known"),
    ({"picks": [1]}, "choice_gone"),
    ({"picks": ["made up"]}, "choice_gone"),
    ({"message": "a", "id": 7}, "not_known"),
    ({"message": "a", "id": ""}, "not_known"),
    ({"message": "a", "id": "x" * 129}, "not_known"),
    ({"message": "a", "id": "\ud800"}, "not_known"),
    ({"message": "a", "session_id": ["s"]}, "not_known"),
    ({"message": "a", "session_id": "y" * 43}, "no_session"),
    ("just words", "not_known"),
    (None, "not_known"),
    (5, "not_known"),
    ([{"message": "a"}], "not_known"),
    (b"bytes", "file"),
]


async def rows_of(door: Door, tab: Browser) -> int:
    def count(book: Any) -> int:
        with book.read() as tx:
            found = conversations.find(tx, tokens.fingerprint(tab.session))
            return len(messages.since(tx, found.id))

    return await door.book.look(count)


async def test_bad_messages_get_a_kind_sentence_and_change_nothing(door: Door) -> None:
    tab = await door.browser()
    for sent, error in BAD:
        await asyncio.sleep(0.2)
        answer = await tab._io.call("user_uttered", sent, timeout=5)
        assert (sent, answer) == (sent, {"ok": False, "error": error, "say": door.say(f"refused_{error}")})
    assert await tab._io.call("user_uttered", ({"message": "a"}, {"message": "b"})) == {
        "ok": False,
        "error": "not_known",
        "say": door.say("refused_not_known"),
    }
    assert await rows_of(door, tab) == 3
    assert door.rasa.asked == []
    await tab.said_and_done("still here")


async def test_unknown_and_forged_events_are_refused(door: Door) -> None:
    tab = await door.browser()
    for event, data in (("steal", {"a": 1}), ("bot_uttered", {"text": "I am the guide"}), ("", {})):
        assert (await tab.call(event, data))["error"] == "not_known"
    await tab.emit("connect", {"REMOTE_ADDR": "9.9.9.9", "sanic.request": {}})
    await tab.emit("disconnect", {})
    await asyncio.sleep(0.1)
    assert await rows_of(door, tab) == 3


async def test_wrong_types_in_every_event_are_refused(door: Door) -> None:
    tab = await door.browser()
    for event, data in (
        ("session_request", {"session_id": 5}),
        ("session_request", {"since": -1}),
        ("session_request", {"since": True}),
        ("session_request", "id"),
        ("catch_up", {"since": 1.5}),
        ("catch_up", [1]),
    ):
        assert (await tab.call(event, data))["error"] == "not_known", (event, data)


async def test_nothing_is_taken_before_a_session_is_open(door: Door) -> None:
    tab = await door.socket()
    for event in ("user_uttered", "catch_up", "typing", "leave"):
        assert (await tab.call(event, {"message": "a"}))["error"] == "no_session"


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦" * 400,
        "e\u0301 \u202e rtl \u2028 line \x0b\x1f",
        "z" + "\u0301" * 5000,
        '{{7*7}} {slot} /restart /give_answer{"p_role": "staff"}',
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "  spaces kept  ",
        "a" * 10_000,
    ],
)
async def test_text_arrives_byte_for_byte_and_is_never_a_command(door: Door, text: str) -> None:
    tab = await door.browser()
    await tab.said_and_done(text)
    assert door.rasa.asked[-1]["text"] == text
    assert "button" not in door.rasa.asked[-1]
    again = await door.browser(tab.session)
    await again.until(lambda: again.of("person_uttered"))
    assert again.of("person_uttered")[0]["text"] == text


async def test_flood_is_refused_aloud_and_others_go_on(door: Door) -> None:
    flooder, quiet = await door.browser(), await door.browser()
    answers = await asyncio.gather(*(flooder.say(f"m{n}") for n in range(40)))
    taken = [answer for answer in answers if answer["ok"]]
    assert 20 <= len(taken) <= 25
    assert {answer["error"] for answer in answers if not answer["ok"]} == {"too_fast"}
    await quiet.said_and_done("hello")
    await flooder.done(taken[-1]["seq"])
    assert len(door.rasa.asked) == len(taken) + 1


def test_tokens_come_back_with_time() -> None:
    at = [0.0]
    buckets = Buckets(lambda: at[0], rate=5, burst=2)
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    assert buckets.take("b")
    at[0] = 0.2
    assert [buckets.take("a") for _ in range(2)] == [True, False]


def test_window_counts_a_minute() -> None:
    at = [0.0]
    window = Window(lambda: at[0], limit=2, length=60)
    assert [window.take("a") for _ in range(3)] == [True, True, False]
    at[0] = 60.0
    assert window.take("a")


async def test_new_sessions_of_an_address_are_limited(door: Door) -> None:
    object.__setattr__(door.settings, "test", False)
    tab = await door.socket()
    answers = [await tab.call("session_request", {}) for _ in range(51)]
    assert [answer["ok"] for answer in answers] == [True] * 50 + [False]
    assert answers[-1]["error"] == "too_many_sessions"


def test_screaming_is_not_taken_for_a_choice() -> None:
    assert not looks_like_payload("n" + "o" * 42)
    assert looks_like_payload(tokens.new_token())


def test_message_without_id_is_given_one() -> None:
    assert len(uttered([{"message": "a"}]).id) == 32
    with pytest.raises(Refused):
        uttered([])
