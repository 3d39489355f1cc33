"""Acting for someone: authority, agreement, somebody who died, a child, whānau who decide together."""

import pytest

from tests.conversations.talk import Talk, at

pytestmark = pytest.mark.bot


@pytest.mark.parametrize(
    ("role", "for_other", "asked"),
    [
        ("whanau", "self", []),
        ("whanau", "with_them", ["p_whanau_agree"]),
        ("whanau", "they_agree", ["p_authority"]),
        ("whanau", "they_do_not_know", ["p_authority"]),
        ("whanau", "died", ["p_authority", "p_whanau_agree"]),
        ("whanau", "child", ["p_authority", "p_whanau_agree"]),
        ("supporter", "with_them", []),
        ("supporter", "they_agree", ["p_authority"]),
        ("supporter", "died", ["p_authority"]),
    ],
)
def test_each_branch_asks_what_it_needs(talk: Talk, role: str, for_other: str, asked: list[str]) -> None:
    at(talk, "p_for_other", p_role=role).answers("p_for_other", for_other)
    for field in asked:
        assert talk.asked == field
        talk.presses("skip_question")
    assert talk.asked == "p_needs"


def test_nobody_who_speaks_for_themselves_is_asked_for_authority(talk: Talk) -> None:
    at(talk, "p_words").types("They left a swab in me.")
    assert talk.asked == "p_needs"


def test_a_death_is_met_gently_and_a_child_is_said_to_have_a_say(talk: Talk) -> None:
    at(talk, "p_for_other", p_role="whanau").answers("p_for_other", "died")
    assert "utter_heard_p_for_other_died" in talk.said
    assert "affairs" in talk.text
    at(talk, "p_for_other", p_role="whanau").answers("p_for_other", "child")
    assert "utter_heard_p_for_other_child" in talk.said


def test_a_branch_that_is_left_takes_its_answers_along(talk: Talk) -> None:
    at(talk, "p_for_other", p_role="whanau").answers("p_for_other", "died")
    talk.answers("p_authority", "executor").answers("p_whanau_agree", "differ")
    talk.types("actually it is about me")
    assert not {"p_for_other", "p_authority", "p_whanau_agree"} & set(talk.slots)
    assert talk.slots["p_role"] == "harmed"
