"""Answers as people type them: in a word, in te reo, in a sentence; and what is done when they are missed."""

import pytest

from tests.conversations.talk import Talk, at

pytestmark = pytest.mark.bot

STAFF = {"p_role": "staff", "s_ack": "yes"}
ANSWERS = [
    (
        "p_safe_now",
        "safe",
        ["k", "ye", "im ok at the moment", "Yes, quite safe thank you, I'm in my own kitchen."],
    ),
    ("p_safe_now", "safe", ["ae, pai noa", "pai", "kei te pai au"]),
    ("p_safe_now", "not_safe", ["kāo", "kao, kei te riri au"]),
    ("p_privacy_ok", "yes", ["Yes, that is quite all right.", "k", "āe"]),
    ("p_support", "have", ["nan", "just the wife Joan", "wife and pastor"]),
    ("p_pressure", "no", ["no its my own idea", "kāo"]),
    ("p_ready", "not_now", ["not now. maybe in the spring", "i dont know. not yet maybe"]),
    ("p_ready", "ready", ["no wait i do want to. yes"]),
    ("s_fit_q02", "interested", ["they know and are keen"]),
    ("s_self_ok", "ok", ["yes all good"]),
]


@pytest.mark.parametrize(("field", "value", "texts"), ANSWERS)
def test_a_plain_answer_is_taken_as_one(talk: Talk, field: str, value: str, texts: list[str]) -> None:
    for text in texts:
        at(talk, field, **(STAFF if field.startswith("s_") else {})).types(text)
        assert talk.slots.get(field) == value, text


def test_not_now_offers_to_check_back(talk: Talk) -> None:
    contact = {"p_contact_ok": "yes", "p_contact_value": "a@example.org", "p_channel": "email"}
    at(talk, "p_ready", **contact).types("not now. maybe in the spring")
    while talk.asked != "p_check_back":
        talk.presses("skip_question")
        assert talk.asked


@pytest.mark.parametrize(
    "said",
    [
        "Anglican, our vicar",
        "We're Anglican, and I'd want our vicar. No karakia as such though, just a prayer.",
    ],
)
def test_a_sentence_at_a_question_that_keeps_words_is_kept_as_it_was_said(talk: Talk, said: str) -> None:
    at(talk, "p_culture").types(said)
    assert talk.slots["p_culture_words"] == said
    assert talk.asked == "p_pressure"


def test_a_good_in_te_reo_is_no_goodbye(talk: Talk) -> None:
    talk.types("pai")
    assert "utter_goodbye" not in talk.said


def test_who_one_is_may_be_typed_with_a_story_behind_it(talk: Talk) -> None:
    said = "I was harmed, they left me on a trolley for nine hours"
    talk.types(said)
    assert talk.slots["p_role"] == "harmed"
    assert {"intent": "keep_words"} in talk.offered
    talk.types("yes")
    assert talk.slots["p_words"] == said


MISSED = "purple monday sideways kettle"


def test_from_the_third_miss_on_it_is_never_the_same_and_the_words_can_be_kept(talk: Talk) -> None:
    at(talk, "p_pressure").types(MISSED).types(MISSED).types(MISSED)
    assert talk.said == ["utter_missed_keep"]
    assert {"intent": "skip_question"} in talk.offered
    kept = dict(talk.state)
    talk.types(MISSED)
    assert talk.said == ["utter_missed_person"]
    talk.types("yes")
    assert [effect["kind"] for effect in talk.effects] == ["request_person"]
    talk.state = kept
    talk.presses("keep_words")
    assert MISSED in talk.slots["p_words"]
    assert talk.asked == "p_pressure"


def test_what_staff_type_is_not_offered_for_keeping(talk: Talk) -> None:
    at(talk, "s_fit_q01", **STAFF).types(MISSED).types(MISSED).types(MISSED)
    assert "utter_missed_keep" not in talk.said
    assert "talk_story" not in talk.slots
