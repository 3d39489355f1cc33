"""Danger comes before everything, and there is a way back."""

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot


def in_the_questions(talk: Talk) -> Talk:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    return talk.answers("p_ack_ai", "yes").answers("p_privacy_ok", "yes")


def test_a_crisis_holds_the_questions_and_fills_nothing(talk: Talk) -> None:
    in_the_questions(talk).answers("p_safe_now", "safe")
    before = dict(talk.slots)
    talk.types("I am going to end my life tonight", "crisis", "suicide_self_harm")
    assert talk.said == ["utter_crisis_suicide_self_harm"]
    assert {name: talk.slots.get(name) for name in before} == before
    assert set(talk.slots) - set(before) == {"talk_worry"}
    assert talk.asked == "p_words"


def test_after_a_crisis_there_is_a_way_back_to_the_same_question(talk: Talk) -> None:
    in_the_questions(talk).types("I could kill him", "check", "harm_to_others")
    assert {"intent": "say_all_right"} in talk.offered
    talk.presses("say_all_right")
    assert talk.said == ["utter_all_right", "utter_ask_p_safe_now"]


def test_a_denial_does_not_hide_the_next_sign(talk: Talk) -> None:
    in_the_questions(talk).types("this is killing me", "check", "suicide_self_harm").presses("say_all_right")
    talk.types("I want to die", "crisis", "suicide_self_harm")
    assert talk.said == ["utter_crisis_suicide_self_harm"]


@pytest.mark.parametrize("answer", ["not_safe", "unsure"])
def test_not_safe_brings_help_before_the_next_question(talk: Talk, answer: str) -> None:
    in_the_questions(talk).answers("p_safe_now", answer)
    assert talk.said == ["utter_not_safe", "utter_check"]
    assert talk.asked is None
    talk.presses("resume_talk")
    assert talk.asked == "p_words"


@pytest.mark.parametrize(
    "category",
    ["suicide_self_harm", "violence_abuse", "child_at_risk", "medical_emergency", "harm_to_others", "unsure"],
)
@pytest.mark.parametrize("level", ["check", "crisis"])
def test_every_kind_of_danger_has_words(talk: Talk, level: str, category: str) -> None:
    talk.types("anything", level, category)
    assert talk.said[0] in (f"utter_{level}_{category}", f"utter_{level}")
    assert {"intent": "want_person"} in talk.offered


STATES = {"before": lambda talk: talk, "question": in_the_questions, "review": at_the_review}


@pytest.mark.parametrize("place", STATES)
def test_from_anywhere_the_way_back_leads_to_where_they_were(talk: Talk, place: str) -> None:
    STATES[place](talk)
    back = talk.presses("resume_talk").said if place != "before" else ["utter_what_next"]
    talk.types("I can't go on like this", "check", "suicide_self_harm")
    assert talk.effects == []
    talk.presses("say_all_right")
    assert talk.said == ["utter_all_right", *back]


def test_a_figure_of_speech_is_believed_and_remembered_and_the_next_sign_is_seen(talk: Talk) -> None:
    in_the_questions(talk).types("this is killing me", "check", "suicide_self_harm")
    talk.types("I'm OK, it was a figure of speech")
    assert talk.said == ["utter_all_right", "utter_ask_p_safe_now"]
    assert "p_safe_now" not in talk.slots
    talk.types("I am dying here", "check", "suicide_self_harm")
    assert talk.said == ["utter_check_before", "utter_check_suicide_self_harm"]
    talk.types("I want to die", "crisis", "suicide_self_harm")
    assert talk.said == ["utter_crisis_suicide_self_harm"]


@pytest.mark.parametrize(
    ("category", "answer", "says"),
    [
        ("suicide_self_harm", "yes", "utter_crisis_told_suicide_self_harm"),
        ("suicide_self_harm", "no", "utter_all_right"),
        ("violence_abuse", "ae", "utter_crisis_violence_abuse"),
        ("child_at_risk", "no", "utter_crisis_child_at_risk"),
        ("child_at_risk", "yes", "utter_all_right"),
        ("unsure", "not sure", "utter_check"),
    ],
)
def test_an_answer_to_the_gentle_question_answers_no_other(
    talk: Talk, category: str, answer: str, says: str
) -> None:
    in_the_questions(talk).types("it is all too much", "check", category).types(answer)
    assert talk.said[0] == says
    assert "p_safe_now" not in talk.slots


ROUTES = {
    ("p_kind", "sexual_harm"): "0800 044 334",
    ("p_kind", "violence"): "0800 733 843",
    ("p_age_band", "under_16"): "0800 376 633",
    ("p_age_band", "from_16_to_17"): "0800 376 633",
}


@pytest.mark.parametrize("answer", ROUTES)
def test_who_knows_about_this_is_shown_with_hours_cost_and_day_checked(talk: Talk, answer: tuple) -> None:
    field, option = answer
    at(talk, field, talk_path="long")
    talk.picks(field, option) if field == "p_kind" else talk.presses("give_answer", field, option)
    assert "utter_routes" in talk.said
    assert ROUTES[answer] in talk.text
    rows = [line for line in talk.text.splitlines() if line.startswith("- ") and "Checked " in line]
    assert 1 <= len(rows) <= 4
    assert all("free" in row for row in rows)
