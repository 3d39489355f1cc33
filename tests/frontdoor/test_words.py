"""The words of the front door: places filled once, buttons read, none missing."""

from __future__ import annotations

from typing import Any

import pytest

from frontdoor.words import Words, WordsMissing, press_of


def test_words_fill_their_places_once_and_miss_none() -> None:
    words = Words({"utter_service_a": [{"text": "{name} and {other}"}]})
    assert words.say("a", name="{other}", other="b") == "{other} and b"
    with pytest.raises(WordsMissing):
        words.say("a", name="x")
    with pytest.raises(WordsMissing):
        words.say("b")


def test_buttons_read_as_presses() -> None:
    assert press_of("/use_code") == {"intent": "use_code"}
    assert press_of('/give_answer{"p_role": "staff"}') == {
        "intent": "give_answer",
        "slot": "p_role",
        "value": "staff",
    }
    with pytest.raises(ValueError, match="payload"):
        press_of("use code")


def test_every_refusal_has_kind_words(door_content: Any) -> None:
    for error in (
        *("empty", "too_long", "not_text", "unreadable", "file", "too_fast", "too_many_sessions"),
        *("choice_gone", "not_known", "no_session", "identifying", "not_kept"),
    ):
        assert door_content.words.say(f"refused_{error}")


def test_every_stage_of_a_case_has_words(door_content: Any) -> None:
    for stage in ("new", "claimed", "waiting", "answered", "closed"):
        assert door_content.words.say(f"status_words_{stage}", who="Ana")
        assert door_content.words.say(f"status_next_{stage}")
