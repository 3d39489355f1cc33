"""Who wants it sent, or no more questions, says so in plain words; a doubt or a no sends nothing."""

import pytest

from intake import finishing, meaning
from intake.fields import fields
from tests.intake.saying import PERSON, say, understood

AT_THE_REVIEW = PERSON | {"talk_return": "review"}
BY_CHOICE = {"talk_path": "long"}


@pytest.mark.parametrize(
    "text",
    [
        *("send it", "Send it", "yes send it", "send it now", "please send it to the facilitator"),
        *("go ahead and send", "yes send it to the facilitator please", "I'm ready to send it, thank you"),
    ],
)
def test_plain_words_at_the_review_send_it(text):
    assert meaning.meant({"slots": AT_THE_REVIEW}, understood("nlu_fallback"), text) == "send_intake"
    assert meaning.meant({"slots": PERSON}, understood("nlu_fallback"), text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("dont send it", "no dont send it", "what happens if i send it?", "what happens if i send it"),
        *("can i send it", "should I send it", "send it later", "i would send it", "not ready to send"),
        *("send some of it", "send me a copy", "ok what to send now", "yes", "is it ready to send"),
    ],
)
def test_a_no_a_doubt_or_a_question_at_the_review_sends_nothing(text):
    assert finishing.meant(AT_THE_REVIEW, None, text) is None


def test_words_beside_a_question_about_danger_or_while_a_line_is_changed_send_nothing():
    assert finishing.meant(AT_THE_REVIEW | {"talk_worry": "violence_abuse"}, None, "send it") is None
    assert finishing.meant(AT_THE_REVIEW, fields()["p_avoid"], "send it") == "show_so_far"
    changing = AT_THE_REVIEW | {"talk_changing": "p_name"} | BY_CHOICE
    assert finishing.ended(changing, fields()["p_name"], "send it") == {}


ENOUGH = [
    *("i want to look over my answers and send it now", "send it now", "look over my answers"),
    *("stop the questions, i want to review and send", "no more questions please", "skip the rest"),
]


@pytest.mark.parametrize("text", ENOUGH)
@pytest.mark.parametrize("asked", ["p_pronoun", "p_age_band", "p_hope", "p_told"])
def test_the_questions_by_choice_end_on_a_word(text, asked):
    changed = say(text, asked, slots=BY_CHOICE)
    assert (changed["talk_path"], asked in changed) == ("short", False)


def test_the_choice_itself_may_be_made_in_such_words():
    assert say("send it now", "talk_path") == {"talk_path": "short"}


@pytest.mark.parametrize("text", ["send it now", "look over my answers", "how many more questions are there"])
def test_before_all_that_is_needed_was_asked_it_is_said_how_far_it_is_and_nothing_is_answered(text):
    state = {"slots": PERSON, "requested": "p_avoid"}
    assert meaning.meant(state, understood("nlu_fallback"), text) == "show_so_far"
    assert say(text, "p_avoid", intent="show_so_far") == {}


@pytest.mark.parametrize(
    "text", ["i dont want to send it", "I want them to stop and send me a letter", "stop"]
)
def test_other_words_end_no_questions(text):
    assert finishing.meant(BY_CHOICE, fields()["p_hope"], text) is None


def test_agreeing_is_never_passed_over_and_may_be_said_in_the_words_of_the_button():
    assert "p_keep" not in say("send it now", "p_keep", slots=BY_CHOICE, intent="show_so_far")
    assert say("send it to the facilitator please", "p_share_ok")["p_share_ok"] == "yes"
    assert say("dont send it to the facilitator", "p_share_ok")["p_share_ok"] == "no"
