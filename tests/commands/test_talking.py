"""In the terminal a typed number presses a choice, and everything else is said."""

import pytest

from commands import talk
from commands.talking import client
from commands.talking.choices import Choices
from commands.talking.client import Conversation

MESSAGE = {
    "quick_replies": [{"title": "I was harmed", "payload": "p1"}, {"title": "Just looking", "payload": "p2"}],
    "custom": {"type": "choices", "options": [{"title": "An apology", "payload": "p3"}]},
}
SUMMARY = {
    "custom": {
        "type": "summary",
        "sections": [{"id": "who", "lines": [{"id": "p_role", "change": "c1", "leave_out": "l1"}]}],
    }
}


@pytest.fixture
def choices() -> Choices:
    offered = Choices()
    offered.add(MESSAGE)
    return offered


def test_choices_are_numbered_through_all_messages_since_the_person_spoke(choices: Choices) -> None:
    assert choices.add(SUMMARY) == [(4, "change: p_role"), (5, "leave out: p_role")]


def test_a_number_presses(choices: Choices) -> None:
    assert choices.pressed("2") == {"message": "p2"}


def test_several_numbers_pick(choices: Choices) -> None:
    assert choices.pressed(" 1, 3 ") == {"picks": ["p1", "p3"]}


@pytest.mark.parametrize("typed", ["7", "0", "1, 9", "2 people", "", "０x"])
def test_what_names_no_choice_is_said(choices: Choices, typed: str) -> None:
    assert choices.pressed(typed) is None


def test_after_the_person_spoke_old_numbers_press_nothing(choices: Choices) -> None:
    choices.clear()
    assert choices.pressed("1") is None


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('{"message": "1"}', (None, {"message": "1"})),
        ('{"press": "Just looking"}', (None, {"message": "p2"})),
        ('{"press": [1, 2]}', (None, {"picks": ["p1", "p2"]})),
        ('{"emit": "catch_up", "data": {"since": 3}}', ("catch_up", {"since": 3})),
        ("1", (None, {"message": "1"})),
        ("not json", (None, {"message": "not json"})),
    ],
)
def test_a_program_says_what_it_wants_in_json(choices: Choices, line: str, wanted: object) -> None:
    assert talk.wanted(line, choices, as_json=True) == wanted


def test_a_person_types_a_number_or_words(choices: Choices) -> None:
    assert talk.wanted("1", choices, as_json=False) == (None, {"message": "p1"})
    assert talk.wanted("kia ora", choices, as_json=False) == (None, {"message": "kia ora"})


class Door:
    """Takes a message only at the third time, and remembers what came."""

    def __init__(self) -> None:
        self.came: list[dict[str, object]] = []

    async def call(self, name: str, data: dict[str, object], timeout: float) -> dict[str, object]:
        self.came.append(data)
        return {"ok": True, "seq": 1} if len(self.came) > 2 else {"ok": False, "error": "too_fast"}


async def test_what_comes_too_fast_is_sent_again_as_the_same_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAUSE_S", 0.0)
    conversation = Conversation("http://127.0.0.1:1", print)
    door = conversation._socket = Door()  # type: ignore[assignment]
    assert await conversation.say({"message": "hello"}) == {"ok": True, "seq": 1}
    assert [one["message"] for one in door.came] == ["hello"] * 3
    assert len({one["id"] for one in door.came}) == 1
