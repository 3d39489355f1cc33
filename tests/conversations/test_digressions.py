"""The person asks something else in the middle of a question, and is brought back to it."""

import pytest

from tests.conversations.talk import Talk

pytestmark = pytest.mark.bot


def at_the_safety_question(talk: Talk) -> Talk:
    talk.presses("give_answer", "p_role", "whanau").presses("start_intake")
    talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes")
    assert talk.asked == "p_safe_now"
    return talk


def test_a_topic_is_answered_with_its_source_and_the_question_comes_back(talk: Talk) -> None:
    at_the_safety_question(talk).types("do I have to forgive them?")
    assert talk.said[0] == "utter_topic_forgive"
    assert talk.said[-1] == "utter_ask_p_safe_now"
    sources = [m["custom"] for m in talk.messages if m.get("custom", {}).get("type") == "source"]
    assert sources[0]["topic"] == "forgive"
    assert sources[0]["checked"]


def test_outside_the_questions_a_topic_offers_where_to_go_next(talk: Talk) -> None:
    talk.types("what is a restorative process?")
    assert talk.said[0] == "utter_topic_what_is"
    assert "utter_topic_next" in talk.said
    talk._turn({"button": talk.offered[0]})
    assert talk.said[0].startswith("utter_topic_")


@pytest.mark.parametrize("topic", ["apology", "acc", "hdc", "how_long", "coroner", "cost", "advocate"])
def test_a_topic_can_be_pressed(talk: Talk, topic: str) -> None:
    talk.presses(f"ask/{topic}")
    assert talk.said[0] == f"utter_topic_{topic}"


def test_why_is_answered_and_the_question_comes_back(talk: Talk) -> None:
    at_the_safety_question(talk).types("why do you need to know that?")
    assert talk.said == ["utter_why_p_safe_now", "utter_ask_p_safe_now"]


def test_the_question_is_said_again_in_other_words(talk: Talk) -> None:
    at_the_safety_question(talk).types("what do you mean?")
    assert "utter_again_p_safe_now" in talk.said


def test_the_menu_leads_to_topics(talk: Talk) -> None:
    talk.presses("browse_topics")
    sections = [press for press in talk.offered if press["intent"] == "browse_topics"]
    talk._turn({"button": sections[0]})
    assert all(press["intent"].startswith("ask/") for press in talk.offered)
    assert len(talk.offered) >= 7


def test_thanks_in_the_middle_of_a_question_loses_nothing(talk: Talk) -> None:
    at_the_safety_question(talk).types("thank you so much")
    assert talk.said == ["utter_thank", "utter_ask_p_safe_now"]
    assert talk.asked == "p_safe_now"
