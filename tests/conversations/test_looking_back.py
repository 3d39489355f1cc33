"""What was told is held until the person says, can be looked at, gone back to, and put right without loss."""

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot

HELD_DOWN = "they held me down n jabbed me n i wasnt doin anything. i said no"
HUNGRY = "my son he not eat two days in hospital, nurse not give food. he get big sore on back."
NEEDS = ["answers", "not_again", "apology"]


def test_an_account_that_brought_a_card_waits_and_is_offered_and_what_follows_is_not_kept_in_its_place(
    talk: Talk,
) -> None:
    at(talk, "p_words").types(HELD_DOWN, "crisis", "violence_abuse")
    assert "p_words" not in talk.slots
    talk.types("it was not my fault was it")
    assert "p_words" not in talk.slots
    assert talk.asked == "p_words"
    assert "utter_held_words" in talk.said
    talk.types("yes please")
    assert talk.slots["p_words"] == HELD_DOWN
    assert "talk_story" not in talk.slots


def test_words_offered_once_are_offered_again_and_never_lapse(talk: Talk) -> None:
    talk.types(HUNGRY)
    assert {"intent": "keep_words"} in talk.offered
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes").answers("p_safe_now", "safe")
    assert talk.asked == "p_words"
    assert "utter_held_words" in talk.said
    talk.types("put down what i told you before")
    assert talk.slots["p_words"] == HUNGRY


def test_a_second_account_stands_below_the_first_and_the_review_offers_both(talk: Talk) -> None:
    at_the_review(talk, p_words=None, talk_story=HUNGRY).presses("review_answers")
    assert talk.said[-1] == "utter_held_words"
    talk.presses("skip_words")
    assert "talk_story" not in talk.slots
    assert talk.said[0] == "utter_words_not_kept"


def test_what_is_held_so_far_can_be_seen_at_any_question_and_changes_nothing(talk: Talk) -> None:
    at(talk, "p_culture", p_avoid="seeing Dr Prentice")
    for asked in (
        "Please show me what you have so far",
        "did you put down that I don't want to see Dr Prentice?",
    ):
        talk.types(asked)
        assert talk.said == ["utter_so_far", "utter_ask_p_culture"]
        assert "seeing Dr Prentice" in talk.text
    assert talk.asked == "p_culture"
    assert "p_culture" not in talk.slots


def test_one_can_go_back_a_question_and_on_again(talk: Talk) -> None:
    at(talk, "p_support", p_avoid="no shouting").types("I want to go back")
    assert talk.asked == "p_avoid"
    assert "no shouting" in talk.text
    talk.types("can i go back?")
    assert talk.asked == "p_needs"
    talk.presses("skip_question")
    assert talk.asked == "p_support"
    assert talk.slots["p_avoid"] == "no shouting"


def test_taking_one_choice_off_leaves_the_others_and_keeps_the_answer_as_typed(talk: Talk) -> None:
    said = (
        "no shouting, and nothing in the newspaper. oh and I changed my mind about the apology, take that off"
    )
    at(talk, "p_avoid", p_needs=NEEDS).types(said)
    assert talk.slots["p_needs"] == ["answers", "not_again"]
    assert talk.slots["p_avoid"] == said
    assert talk.asked == "p_support"
    talk.types("I do NOT want answers")
    assert talk.slots["p_needs"] == ["not_again"]
    assert talk.asked == "p_support"


def test_an_answer_given_by_name_at_another_question_is_put_down_there_and_said_back(talk: Talk) -> None:
    at(talk, "p_culture").types("actually what must not happen: that I have to see Dr Prentice")
    assert talk.slots["p_avoid"] == "that I have to see Dr Prentice"
    assert "utter_heard_put_down" in talk.said
    assert talk.asked == "p_culture"


def test_what_cannot_be_placed_is_offered_and_nothing_of_it_is_taken_the_wrong_way_round(talk: Talk) -> None:
    said = "no wait it was 16 months not 14, and it was Thames not Waikato"
    at(talk, "p_support").types(said)
    assert "p_region" not in talk.slots
    assert talk.said == ["utter_correction_unplaced"]
    talk.types("yes")
    assert talk.slots["p_words"] == f"W\n\n{said}"
    assert talk.asked == "p_support"


def test_two_corrections_at_a_reading_back_both_land_without_a_rebuke(talk: Talk) -> None:
    at(talk, "p_words").types("She died in 2024, at Middlemore Hospital.")
    assert talk.asked == "talk_read_back"
    talk.types("kāo. she died in 2025 and it was Middlemore and North Shore")
    assert "utter_heard_talk_read_back_yes" not in talk.said
    assert "2025" in talk.slots["p_when"]
    assert talk.slots["p_service"] == "Middlemore and North Shore"


def test_an_interpreter_for_her_mother_does_not_change_who_was_harmed(talk: Talk) -> None:
    at(talk, "p_support").types("no. well maybe an interpreter for my mum, she speaks Samoan")
    assert talk.slots["p_role"] == "harmed"


def test_a_role_changed_by_saying_so_can_be_changed_back_in_words_and_by_a_button(talk: Talk) -> None:
    at(talk, "p_support").types("no, it's for my mum")
    assert {"intent": "give_answer", "slot": "p_role", "value": "harmed"} in talk.offered
    talk.types("no it was me that was harmed, me, jess")
    assert talk.slots["p_role"] == "harmed"


def test_who_stops_chooses_in_words(talk: Talk) -> None:
    at(talk, "s_fit_q02", p_role="staff", s_ack="yes").types("i cant do this right now")
    assert talk.said == ["utter_stop"]
    talk.types("stop")
    assert talk.said == ["utter_stop_again"]
    talk.types("keep")
    assert [effect["kind"] for effect in talk.effects] == ["keep_progress"]


def test_done_ends_a_list_and_stops_nothing(talk: Talk) -> None:
    at(talk, "p_culture").types("done")
    assert "utter_stop" not in talk.said
    assert talk.asked == "p_pressure"


def test_words_about_a_patient_are_not_offered_for_keeping(talk: Talk) -> None:
    talk.types("she died on my shift because of me")
    assert talk.said == ["utter_heard_story_at_work"]
    assert "talk_story" not in talk.slots
    talk.presses("give_answer", "p_role", "staff")
    talk.types("patient is Mrs Tina Rapana NHI ABC1234 dob 3/4/1991 from Kawerau, retained swab")
    assert {"intent": "keep_words"} not in talk.offered
    assert "talk_story" not in talk.slots


def test_a_hope_told_where_fears_are_asked_is_put_down_as_a_hope_and_said_back(talk: Talk) -> None:
    at(talk, "p_avoid").types("we pray first")
    assert talk.slots["p_hope"] == "we pray first"
    assert "p_avoid" not in talk.slots
    assert talk.said == ["utter_heard_put_down", "utter_ask_p_avoid"]


def test_the_rest_of_a_line_that_puts_something_right_is_named_and_not_dropped(talk: Talk) -> None:
    at(talk, "p_pressure", p_when="May").types("actually it was in March, and my right hip still aches")
    assert "March" in talk.slots["p_when"]
    assert talk.said == ["utter_heard_correction", "utter_held_rest", "utter_ask_p_pressure"]
    assert "right hip" in talk.slots["talk_story"]


def test_what_waits_is_kept_in_the_words_of_the_offer(talk: Talk) -> None:
    at(talk, "p_words", talk_story=HUNGRY)
    assert "utter_held_words" in talk.said
    talk.types("yes please keep it")
    assert talk.slots["p_words"] == HUNGRY
