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
    new = set(talk.slots) - set(before)
    assert {"talk_worry", "talk_worried"} <= new
    assert not [name for name in new if not name.startswith("talk_")]
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
        ("unsure", "not sure", "utter_held"),
        ("suicide_self_harm", "i dont know", "utter_held"),
        ("suicide_self_harm", "yes sometimes", "utter_crisis_told_suicide_self_harm"),
        ("suicide_self_harm", "why are you asking me that", "utter_check_suicide_self_harm"),
    ],
)
def test_an_answer_to_the_gentle_question_answers_no_other(
    talk: Talk, category: str, answer: str, says: str
) -> None:
    in_the_questions(talk).types("it is all too much", "check", category).types(answer)
    assert talk.said[0] == says
    assert "p_safe_now" not in talk.slots


@pytest.mark.parametrize("place", ["before", "question"])
def test_a_denial_in_everyday_words_is_believed_and_leads_back(talk: Talk, place: str) -> None:
    STATES[place](talk)
    back = "utter_ask_p_safe_now" if place == "question" else "utter_what_next"
    for denial in (
        "no im not going to hurt myself",
        "jk",
        "yeah safe",
        "forget i said that",
        "just tired talk",
    ):
        talk.types("everyone would be better off", "check", "suicide_self_harm").types(denial)
        assert talk.said == ["utter_all_right", back], denial
        assert talk.slots["talk_all_right"] == ["suicide_self_harm"]
    talk.types("i dont know what to say", "check", "suicide_self_harm").types("i dont know")
    assert talk.said == ["utter_held", back]


def test_a_denial_that_comes_a_turn_later_is_believed_too(talk: Talk) -> None:
    in_the_questions(talk).types("everyone would be better off", "check", "suicide_self_harm")
    talk.presses("ask_why").types("im not suicidal lol, just browsing")
    assert talk.said == ["utter_all_right", "utter_ask_p_safe_now"]


def test_a_denial_taken_back_opens_the_worry_again(talk: Talk) -> None:
    in_the_questions(talk).types("i dont wanna b here nemore", "check", "suicide_self_harm").types("jk")
    talk.types("i mean it tho sumtimes")
    assert talk.said == ["utter_crisis_told_suicide_self_harm"]
    assert talk.understood["intent"] == "signal_crisis"
    assert talk.slots["talk_worry"] == "suicide_self_harm"


@pytest.mark.parametrize("level", ["check", "crisis"])
def test_the_plain_question_has_a_button_that_says_yes_to_it(talk: Talk, level: str) -> None:
    talk.types("anything", level, "suicide_self_harm")
    yes = {"intent": "signal_crisis", "slot": "talk_worry", "value": "suicide_self_harm"}
    assert yes in talk.offered
    talk.presses(**yes)
    assert talk.said == ["utter_crisis_told_suicide_self_harm"]


def test_no_button_that_begins_with_yes_means_no(talk: Talk) -> None:
    for category in ("suicide_self_harm", "violence_abuse"):
        talk.types("anything", "check", category)
        buttons = [button for message in talk.messages for button in message.get("buttons", ())]
        means = {b["title"].partition(",")[0]: b["press"]["intent"] for b in buttons if "," in b["title"]}
        assert means == {"Yes": "signal_crisis", "No": "say_all_right"}
        for button in buttons:
            if button["press"]["intent"] in ("signal_crisis", "say_all_right"):
                talk.types("anything", "check", category).types(button["title"])
                assert talk.understood["intent"] == button["press"]["intent"], button["title"]


def test_a_harm_or_a_death_is_heard_before_the_question(talk: Talk) -> None:
    in_the_questions(talk)
    talk.types("They said it was anxiety and they sent her home twice in pain.", "check", "suicide_self_harm")
    assert talk.said == ["utter_harm_heard", "utter_check_suicide_self_harm"]
    talk.types("They sent my daughter home and she died. I can not go on.", "check", "suicide_self_harm")
    assert talk.said[0] == "utter_grief"


@pytest.mark.parametrize(
    "words",
    [
        "kua mate taku tamahine",
        "I told you, my daughter died. Her name was Hinemoa",
        "Kia ora, ko Mere taku ingoa. I mate taku tamahine i te hohipera",
    ],
)
def test_a_death_is_met_first_wherever_it_is_told(talk: Talk, words: str) -> None:
    assert talk.types(words).said[0] == "utter_grief"
    talk.presses("start_intake")
    assert talk.asked == "p_role"
    assert talk.types(words).said[0] in ("utter_grief", "utter_heard_p_for_other_died")
    assert (talk.slots["p_role"], talk.slots["p_for_other"]) == ("whanau", "died")


def test_whoever_is_dying_is_heard_as_that(talk: Talk) -> None:
    assert talk.types("im dying and you people are playing computer games").said == ["utter_dying"]
    assert talk.types("how long have i got").said == ["utter_time_left"]


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
