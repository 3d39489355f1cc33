"""What staff say in passing: pressure in place of a right is heard at any question, and their own load."""

import pytest

from intake import at_work

BEGUN = {"p_role": "staff", "s_ack": "yes"}


@pytest.mark.parametrize(
    "said",
    [
        "the CE wants it instead of a HDC complaint",
        "actually, management would like this in place of the complaint",
        "our lawyers see it as a way to avoid an ACC claim",
        "my boss brought it up so that she doesn't go to the Commissioner",
    ],
)
def test_pressure_in_place_of_a_right_is_heard_whatever_was_asked(said):
    assert at_work.told(BEGUN, "s_setting", said) == {"s_fit_q03": "instead"}


@pytest.mark.parametrize(
    "said",
    [
        "the whānau would rather talk than complain",
        "we offer it beside the complaint, not instead of a complaint",
        "can the hospital do this instead of a complaint?",
        "the manager knows about the complaint",
    ],
)
def test_a_free_wish_a_question_or_a_plain_fact_is_no_pressure(said):
    assert at_work.told(BEGUN, "s_setting", said) == {}


def test_nothing_is_taken_before_staff_have_agreed_to_the_questions():
    assert at_work.told({"p_role": "staff"}, None, "the CE wants it instead of a complaint") == {}


def test_who_cannot_sleep_is_heard_where_it_is_asked_how_they_are_and_only_there():
    said = "so so. haven't slept since, and I keep crying on the drive in"
    assert at_work.told(BEGUN, "s_self_ok", said) == {"s_self_ok": "support"}
    assert at_work.told(BEGUN, "s_fit_q15", said) == {}
