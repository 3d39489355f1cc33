"""What was said before it was asked is taken, read back, and counts once the person says yes."""

import pytest

from tests.conversations.talk import Talk, at

pytestmark = pytest.mark.bot

EARLY = "It was at Waikato Hospital in March."


def told_early(talk: Talk) -> Talk:
    return at(talk, "p_words").types(EARLY)


def test_it_is_read_back_before_the_next_question(talk: Talk) -> None:
    told_early(talk)
    assert talk.slots["p_words"] == EARLY
    assert talk.asked == "talk_read_back"
    assert "Waikato Hospital" in talk.text
    assert "March" in talk.text


def test_yes_counts_and_none_of_it_is_asked(talk: Talk) -> None:
    told_early(talk).types("yes")
    assert "utter_heard_talk_read_back_yes" in talk.said
    assert talk.slots["p_service"] == "Waikato Hospital"
    assert talk.asked == "p_needs"
    asked = talk.through_the_long_path()
    assert not {"p_when", "p_service", "talk_read_back"} & set(asked)


def test_no_takes_it_out_and_asks_the_right_question(talk: Talk) -> None:
    told_early(talk).types("no")
    assert "p_when" not in talk.slots
    assert talk.asked == "p_service" or talk.asked == "p_when" or talk.asked == "p_region"
    open_now = str(talk.asked)
    talk.types("Hutt Hospital" if open_now == "p_service" else "May")
    assert talk.asked != open_now


def test_one_line_of_several_can_be_changed(talk: Talk) -> None:
    told_early(talk)
    change = {"intent": "change_line", "slot": "talk_changing", "value": "p_when"}
    assert change in talk.offered
    talk.presses(**change)
    assert talk.asked == "p_when"
    talk.types("May")
    assert talk.slots["p_when"] == "May"
    assert talk.asked == "talk_read_back"
    assert "May" not in talk.text


def test_no_with_the_right_answer_changes_it_at_once(talk: Talk) -> None:
    told_early(talk).types("no, it was in April")
    assert "April" in talk.slots["p_when"]
    assert "utter_heard_correction" in talk.said


def test_what_was_not_confirmed_does_not_go(talk: Talk) -> None:
    told_early(talk)
    talk.presses("review_answers")
    assert "Waikato Hospital\n" not in talk.text
    assert "p_service" not in {line["id"] for line in talk.lines}
