"""Danger comes before everything, and there is a way back."""

import pytest

from tests.conversations.talk import Talk

pytestmark = pytest.mark.bot


def in_the_questions(talk: Talk) -> Talk:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    return talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes")


def test_a_crisis_holds_the_questions_and_fills_nothing(talk: Talk) -> None:
    in_the_questions(talk).answers("p_safe_now", "safe")
    before = dict(talk.slots)
    talk.types("I am going to end my life tonight", "crisis", "suicide_self_harm")
    assert talk.said == ["utter_crisis_suicide_self_harm"]
    assert {name: talk.slots.get(name) for name in before} == before
    assert set(talk.slots) - set(before) == {"talk_worry"}
    assert talk.asked == "p_words"


def test_after_a_crisis_there_is_a_way_back_to_the_same_question(talk: Talk) -> None:
    in_the_questions(talk).types("I could kill him", "check", "harm_to_others")
    assert {"intent": "say_all_right"} in talk.offered
    talk.presses("say_all_right")
    assert talk.said == ["utter_all_right", "utter_ask_p_safe_now"]


def test_a_denial_does_not_hide_the_next_sign(talk: Talk) -> None:
    in_the_questions(talk).types("this is killing me", "check", "suicide_self_harm").presses("say_all_right")
    talk.types("I want to die", "crisis", "suicide_self_harm")
    assert talk.said == ["utter_crisis_suicide_self_harm"]


@pytest.mark.parametrize("answer", ["not_safe", "unsure"])
def test_not_safe_brings_help_before_the_next_question(talk: Talk, answer: str) -> None:
    in_the_questions(talk).answers("p_safe_now", answer)
    assert talk.said == ["utter_not_safe", "utter_check"]
    assert talk.asked is None
    talk.presses("resume_talk")
    assert talk.asked == "p_words"


@pytest.mark.parametrize(
    "category",
    ["suicide_self_harm", "violence_abuse", "child_at_risk", "medical_emergency", "harm_to_others", "unsure"],
)
@pytest.mark.parametrize("level", ["check", "crisis"])
def test_every_kind_of_danger_has_words(talk: Talk, level: str, category: str) -> None:
    talk.types("anything", level, category)
    assert talk.said[0] in (f"utter_{level}_{category}", f"utter_{level}")
    assert {"intent": "want_person"} in talk.offered
