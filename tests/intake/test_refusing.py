"""A person is asked for only where one is wished for: a refusal, or the words of a label, ask for nobody."""

import pytest

from intake import meaning
from tests.intake.saying import PERSON, say, understood

REFUSALS = [
    "i don't want a person",
    "no i dont want to talk to anyone",
    "stop waiting i dont want a person now",
    "please don't get anyone",
    "I didn't ask for a person",
    "no person thanks",
    "i'd rather not talk to anyone",
    "I changed my mind about the person",
    "i dont want to wait for a facilitator anymore",
]
WISHES = [
    "I don't want a bot, I want a person",
    "i dont want to talk to you get me someone",
    "I don't have anyone to talk to",
    "i dont want to do this without a person",
    "why can't I talk to a person",
    "they didn't ask anyone, get me a person",
    "i dont want anyone from there id rather talk to a facilitator",
    "i dont want to talk to anyone but a real person",
    "no person is helping me get me someone",
    "stop. I want a person",
    "I never talk to anyone",
]


def meant(text, requested=None, read="want_person", **slots):
    return meaning.meant({"slots": PERSON | slots, "requested": requested}, understood(read), text)


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refusal_of_a_person_asks_for_none(text):
    assert meant(text) == "resume_talk"
    assert meant(text, "p_support") == "resume_talk"
    assert meant(text, "p_words") == "resume_talk"


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_for_a_person_stays_one_beside_what_is_refused(text):
    assert meant(text) is None
    assert meant(text, "p_support") is None


def test_whom_they_do_not_want_to_meet_is_an_answer_to_what_must_not_happen():
    assert meant("I don't want to talk to anyone", "p_avoid") == "give_answer"
    assert meant("I don't want staff there", "p_avoid", read="give_answer") is None


def test_to_stop_waiting_is_said_in_the_words_of_its_button_and_more():
    for said in ("stop waiting i dont want a person now", "please stop waiting for someone"):
        assert meant(said, "p_support", read="stop_here") == "resume_talk"
    assert meant("stop waiting times being so long", "p_needs", read="give_answer") is None
    assert meant("we had to stop waiting and went home", read="share_story") is None
    assert meant("stop waiting for my records", "p_hope", read="give_answer") is None


def test_what_goes_on_with_the_talk_is_no_answer_and_no_miss():
    assert say("no i dont want to talk to anyone", "p_support", intent="resume_talk") == {}
    assert say("stop waiting i dont want a person now", "p_words", intent="resume_talk") == {}


def test_the_words_of_a_label_ask_for_nobody():
    assert meant("how to reach you") == "ask"
    assert meant("How to reach you", p_contact_value="021 555 0123") == "show_so_far"
    assert meant("how to reach you", talk_return="sent", p_contact_value="021 555 0123") == "use_code"
    assert meant("I want to reach a person") is None
