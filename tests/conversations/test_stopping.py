"""The person stops, keeps, forgets, or needs a moment."""

import pytest

from tests.conversations.talk import Talk, at_the_review

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


@pytest.mark.parametrize("text", ["stop and keep what I wrote", "I want to stop here and save it for later"])
def test_stop_and_keep_keeps_and_never_forgets(talk: Talk, text: str) -> None:
    at_a_question(talk).types(text)
    assert [effect["kind"] for effect in talk.effects] == ["keep_progress"]
    assert talk.said == ["utter_kept", "utter_keep_code_safe"]


@pytest.mark.parametrize("text", ["please delete everything I wrote", "stop and forget all of it"])
def test_typed_wishes_to_forget_are_asked_about_first(talk: Talk, text: str) -> None:
    before = dict(at_a_question(talk).slots)
    talk.types(text)
    assert talk.effects == []
    assert talk.slots == before
    assert {"intent": "forget_all"} in talk.offered or {"intent": "forget_me"} in talk.offered


def test_after_sending_stopping_makes_no_second_draft(talk: Talk) -> None:
    at_the_review(talk).presses("send_intake").presses("keep_progress")
    assert talk.effects == []
    assert talk.said == ["utter_sent_already"]


def test_progress_is_told_every_few_questions_and_never_twice(talk: Talk) -> None:
    at_a_question(talk)
    shown: list[int] = []
    while talk.asked and talk.asked != "talk_path":
        talk.types("text me on 021 555 0123") if talk.asked == "p_contact_value" else _next(talk)
        shown += [m["custom"]["done"] for m in talk.messages if m.get("custom", {}).get("type") == "progress"]
    assert shown == sorted(set(shown))
    assert len(shown) >= 3


def _next(talk: Talk) -> None:
    if {"intent": "skip_question"} in talk.offered:
        talk.presses("skip_question")
    else:
        talk.presses(**next(press for press in talk.offered if press.get("slot") == talk.asked))
