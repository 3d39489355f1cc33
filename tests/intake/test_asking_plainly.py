"""A question in few words is one without its mark, and is no answer."""

import pytest

from intake import heard, meaning
from tests.intake.saying import PERSON, say, understood


@pytest.mark.parametrize(
    "text", ["whats hohou te rongo", "ok but how does it work", "who's going to be there"]
)
def test_a_question_in_few_words_is_one_without_its_mark(text):
    assert heard.is_question(understood("ask"), text)
    assert say(text, "p_name", intent="ask") == {}


def test_a_question_is_not_kept_as_words_beside_a_choice_that_it_names():
    state = {"slots": PERSON, "requested": "p_culture"}
    assert meaning.meant(state, understood("ask"), "whats hohou te rongo") is None
    assert say("whats hohou te rongo", "p_culture", intent="ask") == {}
    assert say("what happened and what went wrong", "p_needs")["p_needs"] == ["answers"]
    assert say("what are these", "p_culture")["p_culture"] == ["tell_me_more"]


def test_what_is_held_is_asked_for_in_short_words_too():
    state = {"slots": PERSON, "requested": "p_service"}
    assert meaning.meant(state, understood("give_answer"), "what do i have, show me") == "show_so_far"
    assert say("what do i have, show me", "p_service") == {}
