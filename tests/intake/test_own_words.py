"""Own words are kept byte for byte, and told apart from a command and from a question to the guide."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake import asides, take
from intake.matching import plain_answer
from tests.intake.saying import PERSON, say

COMMANDS = ["want_person", "stop_here", "need_moment", "ask_why", "ask_repeat", "forget_me"]


@pytest.mark.parametrize("intent", COMMANDS)
def test_a_short_confident_command_is_no_answer_in_own_words(intent):
    assert say("please do that", "p_words", intent=intent) == {}


def test_two_words_need_less_to_be_a_command_than_a_sentence():
    assert say("skip this", "p_words", intent="skip_question", confidence=0.4) == {
        "talk_skipped": ["p_words"]
    }
    said = "please do not skip over this part"
    assert say(said, "p_words", intent="skip_question", confidence=0.4) == {"p_words": said}


def test_a_long_message_is_own_words_whatever_it_was_read_as():
    said = "I want to talk to a person who can tell me why nobody came that night when I rang the bell"
    assert say(said, "p_words", intent="want_person")["p_words"] == said


def test_a_confident_question_is_left_to_be_answered_and_can_be_kept_as_words():
    assert say("Will they apologise?", "p_words", intent="ask") == {}
    state = {"slots": PERSON, "requested": "p_words"}
    assert take.as_words(state, "Will they apologise?") == {"p_words": "Will they apologise?"}


def test_a_question_with_a_story_in_it_is_own_words():
    said = "Why did nobody come when I was calling?"
    assert say(said, "p_words", intent="ask")["p_words"] == said


def test_questions_for_the_service_are_taken_as_questions():
    assert say("Why was it late?", "p_questions", intent="ask") == {"p_questions": "Why was it late?"}


@given(
    st.text(min_size=1, max_size=10_000),
    st.sampled_from(["give_answer", "share_story", "nlu_fallback", "insult"]),
)
def test_own_words_are_kept_byte_for_byte(text, intent):
    assume(text.strip() and plain_answer(text) != "no" and not asides.meant({}, None, text))
    assert say(text, "p_words", intent=intent)["p_words"] == text
