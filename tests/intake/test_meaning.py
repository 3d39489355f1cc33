"""Plain words that leave no doubt win over what the reader made of them."""

import pytest

from intake import meaning, stopping, worry
from tests.intake.saying import PERSON, understood


def meant(text, requested=None, read="ask", **slots):
    state = {"slots": PERSON | slots, "requested": requested}
    return meaning.meant(state, understood(read), text)


def test_the_words_of_a_choice_are_an_answer_whatever_they_were_read_as():
    assert meant("ACC and the police", "p_other_routes") == "give_answer"
    assert meant("all of them", "p_format") == "give_answer"
    assert meant("ACC", "p_avoid") is None


@pytest.mark.parametrize("text", ["stop and keep what I wrote", "I'll stop here, please save it for later"])
def test_to_stop_and_keep_is_never_read_as_to_forget(text):
    assert meant(text, "p_needs", read="forget_me") == "stop_here"
    assert stopping.wish(understood("forget_me"), text) == "keep"


@pytest.mark.parametrize(
    "text", ["I want them to stop and they keep doing it", "do not keep it", "can I stop?"]
)
def test_other_talk_of_stopping_keeps_nothing(text):
    assert meant(text, read="share_story") != "stop_here"
    assert stopping.wish(understood("stop_here"), text) != "keep"


def test_forgetting_is_only_ever_a_wish_to_be_asked_about():
    assert stopping.wish(understood("forget_me"), "please wipe it") == "forget"
    assert stopping.wish(understood("stop_here"), "that is enough") == "ask"


def test_a_correction_in_own_words_may_be_the_words():
    assert meant("actually it is for my mum", "p_ready", p_ready=None) == "correct_answer"
    assert meant("actually it is for my mum", "p_avoid") is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'm OK, it was a figure of speech", "say_all_right"),
        ("I am safe but he is not", None),
        ("I am not safe", None),
        ("āe", "signal_crisis"),
        ("what do you mean?", None),
    ],
)
def test_what_follows_the_gentle_question_is_weighed_against_it(text, intent):
    assert worry.meant("suicide_self_harm", text) == intent
    assert worry.meant(None, text) is None
