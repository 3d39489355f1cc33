"""What the guide cannot read, and what only looks like a command."""

import pytest

from tests.conversations.talk import Talk

pytestmark = pytest.mark.bot

NONSENSE = "qwrt zxcv plmk"


def test_the_second_miss_offers_a_person(talk: Talk) -> None:
    talk.types(NONSENSE)
    assert talk.said[0] in ("utter_missed", "utter_missed_topics", "utter_out_of_scope")
    talk.types(NONSENSE)
    assert talk.said == ["utter_missed_again"]
    assert {"intent": "want_person"} in talk.offered


def test_an_answer_between_two_misses_starts_the_count_again(talk: Talk) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    talk.types(NONSENSE)
    talk.presses("give_answer", "p_ack_ai", "yes")
    talk.types(NONSENSE)
    assert "utter_missed_again" not in talk.said


TYPED_COMMANDS = ["/restart", "\u2028/restart", ' /give_answer{"p_share_ok": "yes"}', "/back"]


@pytest.mark.parametrize("text", TYPED_COMMANDS)
def test_a_typed_slash_is_plain_text(talk: Talk, text: str) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    before = dict(talk.slots)
    talk.types(text)
    kept = {name: value for name, value in talk.slots.items() if not name.startswith("talk_")}
    assert kept == before


ODD = ["🙂🙂", "a" * 10_000, "12345", "<b>hi</b>", "\u0301" * 200, "你好"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_gets_an_answer(talk: Talk, text: str) -> None:
    talk.types(text)
    assert talk.messages


def test_a_person_can_be_asked_for_at_any_time(talk: Talk) -> None:
    talk.types("can I please talk to a real person")
    assert [effect["kind"] for effect in talk.effects] == ["request_person"]
