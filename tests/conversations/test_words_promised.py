"""What was promised to people is reached in a talk, row by row (the words are held by tests/content)."""

import pytest

from tests.conversations.talk import Talk

pytestmark = pytest.mark.bot

LISTS = {
    "see_formats": "utter_formats",
    "see_limits": "utter_limits",
    "see_doors": "utter_doors",
    "see_examples": "utter_examples",
}


def in_the_questions(talk: Talk) -> Talk:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    return talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes")


def shown(talk: Talk) -> list[str]:
    return [press["intent"] for press in talk.offered]


def test_rows_1_4_5_6_and_8_stand_on_the_first_page_of_the_menu(talk: Talk) -> None:
    talk.presses("browse_topics")
    assert {"ask/steps", *LISTS} <= set(shown(talk))


@pytest.mark.parametrize(("pressed", "said"), LISTS.items())
def test_rows_4_5_6_and_8_are_shown_with_a_source_and_lead_on(talk: Talk, pressed: str, said: str) -> None:
    talk.presses(pressed)
    assert talk.said[0] == said
    source = talk.messages[-1]["custom"]
    assert source["type"] == "source"
    assert source["title"] in talk.messages[-1]["text"]
    assert len(talk.offered) >= 3


@pytest.mark.parametrize("pressed", LISTS)
def test_a_list_in_the_middle_of_a_question_leads_back_to_it(talk: Talk, pressed: str) -> None:
    in_the_questions(talk).presses(pressed)
    assert talk.asked == "p_safe_now"
    assert talk.said[-1] == "utter_ask_p_safe_now"


@pytest.mark.parametrize(
    ("topic", "pressed"),
    [
        ("face_to_face", "see_formats"),
        ("voluntary", "see_limits"),
        ("both", "see_doors"),
        ("why_restorative", "see_examples"),
    ],
)
def test_an_answer_offers_the_list_that_belongs_to_it(talk: Talk, topic: str, pressed: str) -> None:
    talk.presses(f"ask/{topic}")
    assert pressed in shown(talk)


def test_row_1_the_steps_are_told_when_asked_in_plain_words(talk: Talk) -> None:
    talk.types("what are the steps?")
    assert talk.said[0] == "utter_topic_steps"


def test_row_7_an_answer_carries_its_source_and_the_day(talk: Talk) -> None:
    talk.presses("ask/acc")
    source = next(m for m in talk.messages if m.get("custom", {}).get("type") == "source")
    assert source["custom"]["checked"] == "2024-03-14"
    assert "2024-03-14" in source["text"] or "2024" in source["text"]


def test_row_34_the_limit_is_told_before_the_first_question(talk: Talk) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake").answers("p_ack_ai", "yes")
    assert talk.asked == "p_privacy_ok"
    assert any("There is one limit" in message["text"] for message in talk.messages)


def test_row_43_who_looks_after_maori_data_is_said_to_be_untold_where_it_is(talk: Talk) -> None:
    talk.presses("ask/treaty_data")
    assert "utter_untold_treaty_data" in talk.said


@pytest.mark.parametrize("yes", ["āe", "ae", "Āe", "ae marika"])
def test_row_61_yes_in_te_reo_is_yes_with_and_without_macrons(talk: Talk, yes: str) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake").types(yes)
    assert talk.slots["p_ack_ai"] == "yes"


@pytest.mark.parametrize("no", ["kāo", "kao"])
def test_row_61_no_in_te_reo_is_no_with_and_without_macrons(talk: Talk, no: str) -> None:
    in_the_questions(talk).types(no)
    assert talk.slots.get("p_safe_now") == "not_safe"


def test_row_62_both_ways_are_offered_to_whoever_comes(talk: Talk) -> None:
    in_the_questions(talk).answers("p_safe_now", "safe").presses("skip_question")
    talk.presses("skip_question").presses("skip_question").presses("skip_question")
    assert talk.asked == "p_culture"
    offered = [press["value"] for press in talk.offered if press.get("slot") == "p_culture"]
    assert offered[:2] == ["restorative", "hohou_te_rongo"]
