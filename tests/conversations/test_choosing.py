"""Several choices at once, pressed or typed, and what stands alone."""

import pytest

from tests.conversations.talk import Talk, at

pytestmark = pytest.mark.bot


def test_several_can_be_picked(talk: Talk) -> None:
    at(talk, "p_needs").picks("p_needs", "heard", "answers")
    assert talk.slots["p_needs"] == ["heard", "answers"]
    assert talk.asked != "p_needs"


def test_several_can_be_typed(talk: Talk) -> None:
    at(talk, "p_needs").types("answers and an apology")
    assert talk.slots["p_needs"] == ["answers", "apology"]


def test_none_of_these_is_an_answer(talk: Talk) -> None:
    at(talk, "p_other_routes").types("none of these")
    assert talk.slots["p_other_routes"] == ["none"]


def test_none_of_these_passes_over_where_it_is_no_choice(talk: Talk) -> None:
    at(talk, "p_needs").types("none of these")
    assert "p_needs" not in talk.slots
    assert talk.asked == "p_avoid"


def test_all_of_them_is_each_of_them(talk: Talk) -> None:
    at(talk, "p_impact", talk_path="long").types("all of them")
    assert {"body", "mind", "whanau", "wairua"} <= set(talk.slots["p_impact"])


def test_too_many_are_said_to_be_too_many(talk: Talk) -> None:
    at(talk, "p_needs").types("all of them")
    assert talk.said == ["utter_missed_too_many", "utter_again_p_needs"]
    talk.picks("p_needs", "heard", "answers", "apology", "trust")
    assert "p_needs" not in talk.slots
