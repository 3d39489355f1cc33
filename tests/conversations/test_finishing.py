"""Typed words lead to the end as the buttons do: to the review, and from there to the facilitator."""

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot


@pytest.mark.parametrize("text", ["send it now", "yes send it to the facilitator please"])
def test_words_that_plainly_say_so_send_what_the_review_shows(talk: Talk, text: str) -> None:
    at_the_review(talk).types(text)
    assert [effect["kind"] for effect in talk.effects] == ["submit_intake"]
    assert talk.said[0] == "utter_sent"


@pytest.mark.parametrize("text", ["dont send it", "what happens if i send it?", "not yet, send it later"])
def test_words_that_ask_or_refuse_send_nothing(talk: Talk, text: str) -> None:
    assert at_the_review(talk).types(text).effects == []


def test_without_both_consents_words_send_nothing_either(talk: Talk) -> None:
    at_the_review(talk, p_share_ok="no").types("send it")
    assert (talk.effects, talk.said) == ([], ["utter_not_sendable"])


@pytest.mark.parametrize(
    "text",
    ["i want to look over my answers and send it now", "stop the questions, i want to review and send"],
)
def test_the_questions_by_choice_end_on_a_word_and_the_review_follows_what_is_agreed(
    talk: Talk, text: str
) -> None:
    at(talk, "p_pronoun", talk_path="long", p_contact_ok="no").types(text)
    assert talk.asked == "p_keep"
    assert "p_pronoun" not in talk.slots
    talk.answers("p_keep", "yes").answers("p_share_ok", "yes").answers("p_share_service", "no")
    while talk.asked:
        talk.presses("skip_question")
    assert "utter_review_choices" in talk.said


def test_before_that_it_is_said_how_many_are_done_and_the_question_stays(talk: Talk) -> None:
    at(talk, "p_support", p_avoid="no shouting").types("send it now")
    assert talk.said == ["utter_so_far", "utter_progress", "utter_ask_p_support"]
    assert talk.effects == []


def test_who_asks_how_many_are_left_is_told_and_offered_the_way_out(talk: Talk) -> None:
    asks = "i think ive had enough, how many more questions are there"
    at(talk, "p_pronoun", talk_path="long", p_contact_ok="no").types(asks)
    assert talk.said == ["utter_progress", "utter_ask_talk_path"]
    assert "p_pronoun" not in talk.slots
    talk.answers("talk_path", "long")
    assert talk.asked == "p_pronoun"
    talk.types(asks).answers("talk_path", "short")
    assert talk.asked == "p_keep"
    at(talk, "p_avoid").types("how many questions are left")
    assert talk.said == ["utter_progress", "utter_ask_p_avoid"]
