"""What other Rasa assistants stumbled over, as told in their threads; each has a talk that holds it here."""

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot

NONSENSE = "asdf qwer zxcv uiop"
TOPICS = {
    "do I have to forgive them?": "forgive",
    "how much does it cost?": "cost",
    "what is hohou te rongo?": "hohou_what",
    "can I still complain to the HDC?": "both",
    "are you a real person?": "are_you_human",
}


def told(talk: Talk) -> dict[str, object]:
    """What was answered so far."""
    return {name: value for name, value in talk.slots.items() if name[:2] in ("p_", "s_")}


def test_rasa_7751_an_answer_after_an_interruption_counts_and_is_not_asked_again(talk: Talk) -> None:
    at(talk, "p_support").types("do I have to forgive them?")
    assert talk.said[-1] == "utter_ask_p_support"
    talk.answers("p_support", "have")
    assert talk.slots["p_support"] == "have"
    assert talk.asked == "p_culture"


def test_rasa_sdk_370_no_way_out_of_a_question_moves_the_next_one(talk: Talk) -> None:
    at(talk, "p_pressure").types(NONSENSE).types("thank you").types("why do you ask?").types("no")
    assert talk.slots["p_pressure"] == "no"
    assert talk.asked == "p_ready"


def test_rasa_7639_many_questions_in_a_row_break_no_form(talk: Talk) -> None:
    before = told(at(talk, "p_support"))
    for asked in [*TOPICS, *TOPICS]:
        talk.types(asked)
        assert talk.said[0].startswith("utter_topic_"), asked
        assert talk.said[-1] == "utter_ask_p_support"
        assert talk.state["form"] == "intake_form"
    assert told(talk) == before
    assert talk.answers("p_support", "have").asked == "p_culture"


def test_rasa_6861_a_long_talk_outside_the_questions_is_followed_turn_by_turn(talk: Talk) -> None:
    for _ in range(3):
        assert talk.types("kia ora").said[0] == "utter_greet"
        assert talk.types("thank you").said[0] == "utter_thank"
        assert talk.types("whose fault was it?").said[0] == "utter_verdict"
        assert talk.types("I need a moment").said == ["utter_moment"]


def test_rasa_7712_the_words_that_end_one_form_fill_nothing_in_the_next(talk: Talk) -> None:
    at(talk, "p_learning", p_contact_ok="no", talk_path="short", p_keep="yes", p_share_ok="yes").types("no")
    assert "utter_review_choices" in talk.said
    talk.presses("start_fit_check")
    assert talk.asked == "s_ack"
    assert not [name for name in told(talk) if name.startswith("s_")]


def test_rasa_7712_the_words_of_one_question_fill_nothing_in_the_next(talk: Talk) -> None:
    at(talk, "p_words").types("I want an apology and I want answers, and I feel ready.")
    assert talk.asked == "p_needs"
    assert not {"p_needs", "p_ready"} & set(told(talk))


def test_rasa_9006_an_answer_given_before_is_changed_in_the_middle_of_another_question(talk: Talk) -> None:
    at(talk, "p_pressure", p_ready="ready", p_support="have").types("actually I want one found for me")
    assert talk.slots["p_support"] == "want"
    assert talk.asked == "p_pressure"


def test_rasa_9305_a_night_between_two_messages_loses_nothing(talk: Talk) -> None:
    before = told(at(talk, "p_support"))
    talk.context = {"now": "2026-11-24T09:00:00+13:00"}
    talk.answers("p_support", "have")
    assert told(talk) == before | {"p_support": "have"}
    assert talk.asked == "p_culture"


def test_rasa_1945_a_pause_can_be_ended_whatever_was_said_in_it(talk: Talk) -> None:
    at(talk, "p_pressure").types("I need a moment").types("thank you").types("I need a moment")
    assert talk.presses("resume_talk").said == ["utter_ask_p_pressure"]
    assert talk.types("no").slots["p_pressure"] == "no"


def test_rasa_6796_what_is_tested_here_went_through_the_actions_themselves(talk: Talk) -> None:
    at(talk, "p_pressure").presses("keep_progress")
    assert talk.effects == [{"kind": "keep_progress", "data": {}}]


@pytest.mark.parametrize(("said", "means"), [("āe, they are", "yes"), ("kāo, thanks", "no"), ("ae", "yes")])
def test_rasa_2353_one_guide_hears_english_te_reo_and_both_in_one_message(
    talk: Talk, said: str, means: str
) -> None:
    at(talk, "p_pressure").types(said)
    assert talk.slots.get("p_pressure") == means


def test_rasa_demo_17_a_question_swallows_no_words_that_are_none_of_its_answers(talk: Talk) -> None:
    before = told(at(talk, "p_support"))
    talk.types(NONSENSE)
    assert told(talk) == before


def test_rasa_demo_314_after_two_misses_the_talk_goes_on(talk: Talk) -> None:
    at(talk, "p_pressure").types(NONSENSE).types(NONSENSE)
    assert talk.presses("resume_talk").said == ["utter_ask_p_pressure"]
    assert talk.answers("p_pressure", "no").asked == "p_ready"


def test_chatwoot_6010_a_person_asked_for_from_the_review_comes_before_anything_is_sent(talk: Talk) -> None:
    at_the_review(talk).types("can I talk to a real person")
    assert [effect["kind"] for effect in talk.effects] == ["request_person"]
    assert talk.presses("send_intake").effects[0]["kind"] == "submit_intake"
