"""An earlier answer is changed by just saying so, anywhere, and what changed is said back."""

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot


def test_actually_changes_an_earlier_answer_and_keeps_the_open_question(talk: Talk) -> None:
    at(talk, "p_pressure", p_when="May").types("actually it was in March")
    assert "March" in talk.slots["p_when"]
    assert talk.said[0] == "utter_heard_correction"
    assert "March" in talk.text
    assert talk.asked == "p_pressure"


def test_two_answers_are_changed_in_one_sentence(talk: Talk) -> None:
    at(talk, "p_pressure", p_when="May", p_affected_others="my mum")
    talk.types("actually it was March and it's my sister not my mum")
    assert talk.slots["p_when"] == "March"
    assert "sister" in talk.slots["p_affected_others"]
    assert talk.said.count("utter_heard_correction") == 1
    assert talk.asked == "p_pressure"


def test_a_role_changed_midway_opens_its_own_questions_and_drops_the_old(talk: Talk) -> None:
    at(talk, "p_pressure").types("no, it's for my mum")
    assert talk.slots["p_role"] == "whanau"
    assert "utter_heard_correction" in talk.said
    assert talk.asked == "p_for_other"
    talk.answers("p_for_other", "they_agree")
    talk.types("actually it is about me")
    assert talk.slots["p_role"] == "harmed"
    assert "p_for_other" not in talk.slots


def test_what_is_said_again_and_changes_nothing_is_met_with_a_word(talk: Talk) -> None:
    at(talk, "p_pressure").types("no, it's for my mum")
    asked = talk.asked
    talk.types("no, it's for my mum")
    assert talk.said == ["utter_heard_correction_same", f"utter_ask_{asked}"]


def test_in_the_review_a_correction_shows_the_changed_line(talk: Talk) -> None:
    at_the_review(talk, p_when="May").types("actually it was in March")
    assert "utter_heard_correction" in talk.said
    assert any("March" in line["text"] for line in talk.lines)
    assert "utter_review_choices" in talk.said


def test_in_the_review_a_correction_asks_what_it_opens(talk: Talk) -> None:
    at_the_review(talk, p_contact_ok="no").types("actually, they can contact me")
    assert talk.slots["p_contact_ok"] == "yes"
    assert talk.asked == "p_contact_value"


def test_taking_back_contact_drops_the_number_and_the_message(talk: Talk) -> None:
    kept = {"p_contact_ok": "yes", "p_contact_value": "+64211234567", "p_voicemail": "no_message"}
    at_the_review(talk, **kept).presses("change_line", "talk_changing", "p_contact_ok")
    talk.answers("p_contact_ok", "no")
    assert not {"p_contact_value", "p_voicemail"} & set(talk.slots)
    assert "utter_review_choices" in talk.said


def test_after_sending_a_correction_changes_nothing_here(talk: Talk) -> None:
    at_the_review(talk, p_when="May").presses("send_intake").presses("skip_question")
    talk.types("actually it was in March")
    assert talk.slots["p_when"] == "May"


def test_a_no_to_the_open_question_is_its_answer_and_no_change_of_an_earlier_one(talk: Talk) -> None:
    told = {"p_role": "whanau", "p_for_other": "they_agree", "p_authority": "they_asked", "talk_path": "long"}
    at(talk, "p_told", **told).types("no, nobody has said a thing")
    assert talk.slots["p_told"] == "no"
    assert talk.slots["p_authority"] == "they_asked"
    assert talk.asked != "p_told"


def test_what_was_typed_is_changed_by_its_name_and_no_choice_with_it(talk: Talk) -> None:
    at(talk, "p_told", talk_path="long", p_needs=["answers"], p_pronoun="he")
    talk.types("change my pronouns to she")
    assert talk.slots["p_pronoun"] == "she"
    assert talk.slots["p_needs"] == ["answers"]
    assert talk.asked == "p_told"
