"""A plain yes or no, in both languages: how far it may go on, and what it does not answer."""

import pytest

from tests.intake.saying import say


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("āe", "safe"),
        ("ae", "safe"),
        ("Yes.", "safe"),
        ("kāo", "not_safe"),
        ("nah", "not_safe"),
        ("aua", "unsure"),
    ],
)
def test_yes_no_and_unsure_are_understood_in_both_languages(said, answer):
    assert say(said, "p_safe_now") == {"p_safe_now": answer}


@pytest.mark.parametrize(
    ("text", "value"),
    [("āe, they are", "yes"), ("no they haven't", "no"), ("kāo, thanks", "no"), ("yes", "yes")],
)
def test_a_plain_answer_may_go_on_in_a_few_small_words(text, value):
    assert say(text, "p_pressure") == {"p_pressure": value}


@pytest.mark.parametrize("text", ["no, my sister made me", "no more tablets", "yes but not from them"])
def test_a_plain_answer_that_goes_on_to_say_more_is_not_taken_for_it(text):
    assert "p_pressure" not in say(text, "p_pressure", intent="out_of_scope")


@pytest.mark.parametrize("offer", ["person", "words", "another"])
def test_an_answer_to_an_offer_answers_no_question(offer):
    assert say("yes", "p_pressure", slots={"talk_offer": offer}) == {}
    assert say("no", "p_words", slots={"talk_offer": offer}) == {}


def test_no_to_a_call_for_words_is_a_skip_and_no_words():
    assert say("no", "p_avoid", intent="deny")["talk_skipped"] == ["p_avoid"]
    assert say("kāo", "p_words", intent="deny")["talk_skipped"] == ["p_words"]
    assert say("nothing", "p_hope", intent="deny") == {"p_hope": "nothing"}
