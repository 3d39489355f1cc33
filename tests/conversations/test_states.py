"""The state alone carries the conversation; what cannot be read is refused."""

import pytest
import requests

from tests.conversations.talk import CONTEXT, Talk

pytestmark = pytest.mark.bot

TURN = {"conversation": "c1", "seq": 1, "text": "hello", "state": {}, "context": CONTEXT}


def posted(rasa: requests.Session, body: object, **headers: str) -> int:
    return rasa.post(rasa.base, json=body, headers=headers, timeout=30).status_code  # type: ignore[attr-defined]


def test_a_state_of_a_newer_guide_is_refused(rasa: requests.Session) -> None:
    assert posted(rasa, TURN | {"state": {"v": 2, "slots": {}}}) == 409


def test_without_the_secret_nobody_is_answered(rasa: requests.Session) -> None:
    assert posted(rasa, TURN, Authorization="Bearer wrong") == 401


@pytest.mark.parametrize("body", [[], {}, "text", TURN | {"seq": 0}, TURN | {"button": {"intent": "x"}}])
def test_what_is_not_a_turn_is_refused(rasa: requests.Session, body: object) -> None:
    assert posted(rasa, body) == 400


def test_two_talks_know_nothing_of_each_other(rasa: requests.Session) -> None:
    one, other = Talk(rasa), Talk(rasa)
    one.presses("give_answer", "p_role", "harmed")
    other.types("hello")
    assert "p_role" not in other.slots


def test_a_state_can_be_carried_on_by_another_talk(rasa: requests.Session) -> None:
    one, other = Talk(rasa), Talk(rasa)
    one.presses("give_answer", "p_role", "harmed").presses("start_intake")
    other.state = one.state
    other._turn({"button": {"intent": "give_answer", "slot": "p_ack_ai", "value": "yes"}})
    assert other.asked == "p_privacy_ok"


def test_rasa_answers_nothing_but_the_turn(rasa: requests.Session) -> None:
    host = rasa.base.removesuffix("/webhooks/turn/")  # type: ignore[attr-defined]
    for path in ("/model", "/domain", "/webhooks/rest/webhook", "/conversations/c1/tracker"):
        assert rasa.post(host + path, json={}, timeout=5).status_code == 404
