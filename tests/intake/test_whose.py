"""A number that is said to be somebody else's is not the person's own."""

import pytest

from tests.intake.saying import ASKED, entity, say

NUMBER = "027 555 0199"
HELD = {"p_support": "have", **ASKED, "p_contact_value": "021 555 0123"}


def heard(text, at, intent="correct_answer", slots=None, spelt=NUMBER):
    return say(text, at, slots=slots, intent=intent, entities=[entity("phone", spelt)])


@pytest.mark.parametrize(
    "text",
    [
        "yes Hana is fine to talk to but only about the dates, her number is 027 555 0199",
        "yes, Hana's number is 027 555 0199",
        "yes my wife's mobile number is 027 555 0199",
        "ok, 027 555 0199 is his number",
        "sure. she's on 027 555 0199",
        "yes the number for Hana is 027 555 0199",
    ],
)
@pytest.mark.parametrize("intent", ["correct_answer", "give_answer", "share_story"])
def test_the_number_of_another_never_takes_the_place_of_ones_own(text, intent):
    assert "p_contact_value" not in heard(text, "p_contact_support", intent, HELD)
    assert "p_contact_value" not in heard(text, "p_words", intent)


@pytest.mark.parametrize(
    "text",
    [
        "actually my number is 027 555 0199",
        "sorry, here's my number: 027 555 0199",
        "no, the number is 027 555 0199",
        "I have changed phones with her, and my new number is 027 555 0199",
    ],
)
def test_a_number_of_ones_own_still_puts_right_what_was_told(text):
    assert heard(text, "p_contact_support", slots=HELD)["p_contact_value"] == NUMBER


def test_of_two_numbers_each_keeps_its_owner():
    said = "my number is 021 555 0177 and her number is 027 555 0199"
    both = [entity("phone", "021 555 0177"), entity("phone", NUMBER)]
    taken = say(said, "p_contact_support", slots=HELD, intent="correct_answer", entities=both)
    assert taken["p_contact_value"] == "021 555 0177"


def test_where_the_number_is_asked_for_it_may_be_another_s():
    asked = ASKED | {"p_channel": "whanau"}
    said = "her number is 027 555 0199"
    assert heard(said, "p_contact_value", "give_answer", asked)["p_contact_value"] == NUMBER
    assert heard("sorry, her number is 027 555 0199", "p_name", slots=asked)["p_contact_value"] == NUMBER
