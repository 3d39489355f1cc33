"""The person stops, keeps, forgets, or needs a moment."""

import pytest

from tests.conversations.talk import Talk

pytestmark = pytest.mark.bot


def at_a_question(talk: Talk) -> Talk:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    return talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes")


def test_a_moment_is_given_and_then_the_same_question(talk: Talk) -> None:
    at_a_question(talk).types("I need a moment")
    assert talk.said == ["utter_moment"]
    talk.presses("resume_talk")
    assert talk.said == ["utter_ask_p_safe_now"]


def test_stopping_offers_to_keep_or_to_forget(talk: Talk) -> None:
    at_a_question(talk).types("I want to stop now")
    assert {"intent": "keep_progress"} in talk.offered
    assert {"intent": "forget_me"} in talk.offered
    talk.presses("keep_progress")
    assert [effect["kind"] for effect in talk.effects] == ["keep_progress"]


def test_forgetting_is_asked_once_more_and_then_done(talk: Talk) -> None:
    at_a_question(talk).presses("forget_me")
    assert talk.effects == []
    talk.presses("forget_all")
    assert [effect["kind"] for effect in talk.effects] == ["erase"]
    assert talk.slots == {}


def test_no_to_the_guide_itself_is_a_good_answer(talk: Talk) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake").answers("p_ack_ai", "no")
    assert talk.said == ["utter_not_going_on"]
    assert talk.asked is None


def test_a_skipped_question_is_not_asked_again(talk: Talk) -> None:
    at_a_question(talk).presses("skip_question")
    assert talk.asked == "p_words"
    talk.presses("skip_question")
    assert talk.asked not in ("p_safe_now", "p_words")
