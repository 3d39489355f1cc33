"""The person asks something else in the middle of a question, and is brought back to it."""

import pytest

from tests.conversations.talk import Talk, at

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


def test_words_for_staff_are_said_to_staff_and_others_hear_words_for_everyone(talk: Talk) -> None:
    for role, said in (
        ("staff", "pressure, and a reason to stop"),
        ("looking", "You can complain and take part"),
    ):
        talk.state = {}
        talk.presses("give_answer", "p_role", role).presses("ask/both")
        assert said in talk.text


def test_what_a_service_has_not_told_is_named(talk: Talk) -> None:
    talk.presses("ask/how_long")
    assert "has not told me yet how long" in talk.text


def test_a_second_question_in_the_same_message_is_offered_by_its_name(talk: Talk) -> None:
    talk.types("how long does it take and does it cost anything")
    both = {"utter_topic_cost", "utter_topic_how_long"}
    answered = both & set(talk.said)
    assert len(answered) == 1
    other = (both - answered).pop().removeprefix("utter_topic_")
    assert "utter_topic_also" in talk.said
    assert {"intent": f"ask/{other}"} in talk.offered
    at_the_safety_question(talk).types("how long does it take and does it cost anything")
    assert "utter_topic_also" in talk.said
    assert talk.asked == "p_safe_now"


def test_what_has_no_answer_is_said_to_have_none_and_no_nearest_page_is_shown(talk: Talk) -> None:
    for said in ("🐄🐄🐄💩", "what is the capital of France"):
        talk.state = {}
        talk.types(said)
        assert "no answer" in talk.text or "do not have an answer" in talk.text
        assert "utter_missed_topics" not in talk.said


def test_before_a_person_is_asked_for_it_was_said_that_they_can_read_the_talk(talk: Talk) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    assert "if you ask for a person" in talk.text


@pytest.mark.parametrize("asked", ["will my mum be told about this?", "does my GP find out?"])
def test_who_would_know_is_asked_in_many_words_and_answered(talk: Talk, asked: str) -> None:
    talk.types(asked)
    assert talk.said[0] == "utter_topic_who_sees"
    assert "your mum" in talk.text
    assert "You do not have to give a name" in talk.text


def test_a_question_without_its_mark_is_answered_and_not_kept(talk: Talk) -> None:
    at(talk, "p_culture").types("whats hohou te rongo")
    assert talk.understood["topic"] == "hohou_what"
    assert talk.asked == "p_culture"
    assert not {"p_culture", "p_culture_words"} & set(talk.slots)
