"""A choice is pressed, or typed in plain words, one or several; nothing is chosen that was not said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import content, heard, words
from intake.fields import fields
from tests.intake.saying import press, say

# what is read back answers other fields than its own
CHOICES = [f for f in fields().values() if f.options and f.id != "talk_read_back"]
OPTIONS = [(f.id, option) for f in CHOICES for option in f.options]


@pytest.mark.parametrize(("field", "option"), OPTIONS)
def test_every_option_can_be_pressed_and_typed_as_its_button_says(field, option):
    expected = [option] if fields()[field].kind == "choices" else option
    title = words.option(content.question_words(), field, option)
    assert press(field, option)[field] == expected
    assert say(title, field)[field] == expected


def test_a_press_with_a_value_that_does_not_exist_is_nothing():
    assert press("p_ready", "very") == {}
    assert press("p_name", "Aroha") == {}
    assert press("no_such_field", "x") == {}


def test_several_picks_are_one_answer():
    picks = [{"intent": "give_answer", "slot": "p_needs", "value": v} for v in ("heard", "apology")]
    assert say("", "p_needs", picks=picks) == {"p_needs": ["heard", "apology"]}


def test_more_picks_than_allowed_are_a_miss_that_says_why():
    picks = [{"slot": "p_needs", "value": v} for v in ("heard", "apology", "answers", "trust")]
    missed = {"talk_misses": 1.0, "turn_missed": "too_many"}
    assert say("", "p_needs", picks=picks) == missed
    assert say("all of them", "p_needs") == missed
    assert say("to be heard, answers, an apology and trust", "p_needs") == missed


def test_all_of_them_is_each_thing_that_can_be_wanted():
    assert say("all of these", "p_format")["p_format"] == [
        "meet", "video", "letter", "recorded", "messages", "whanau_hui", "stand_in", "listen_only"
    ]  # fmt: skip


def test_none_of_these_skips_where_it_is_no_choice():
    assert say("none of these", "p_needs") == {"talk_skipped": ["p_needs"]}
    assert say("none of them", "p_culture")["p_culture"] == ["none"]


def test_none_of_these_stands_alone():
    assert say("none of these and ACC", "p_other_routes") == {"talk_misses": 1.0}


def test_several_choices_can_be_typed_with_and():
    taken = say("To be heard, some answers and an apology please", "p_needs")
    assert taken == {"p_needs": ["heard", "answers", "apology"]}


def test_macrons_make_no_difference():
    assert say("kaumatua me te karakia", "p_culture") == say("kaumātua me te karakia", "p_culture")


@pytest.mark.parametrize("said", ["I do not want an apology", "not ready at all", "never an apology"])
def test_a_choice_that_is_denied_is_not_taken(said):
    assert "apology" not in say(said, "p_needs").get("p_needs", [])
    assert say(said, "p_ready").get("p_ready") in (None, "not_now")


def test_what_the_choices_do_not_say_is_kept_as_typed():
    said = "I want them to look me in the eye."
    assert say(said, "p_needs") == {"p_needs": ["other"], "p_needs_words": said}


def test_a_long_story_at_a_choice_is_kept_as_words_and_not_searched_for_options():
    said = "They said the apology would come and it never came and I waited. " * 10
    assert say(said, "p_needs", intent="share_story") == {"p_needs": ["other"], "p_needs_words": said}


def test_a_reading_that_is_not_trusted_fills_no_choice():
    said = "well the thing with that apology stuff over there whatever"
    assert say(said, "p_needs", intent="nlu_fallback", confidence=0.2) == {"talk_misses": 1.0}


@given(
    st.sampled_from(CHOICES),
    st.text(max_size=80),
    st.sampled_from(sorted(heard.ANSWERS | {"nlu_fallback", "ask"})),
)
def test_a_choice_is_only_ever_filled_with_words_that_were_said(field, text, intent):
    from intake import matching

    taken = say(text, field.id, intent=intent).get(field.id)
    if taken is not None and taken != ["other"]:
        values = taken if isinstance(taken, list) else [taken]
        answers = (matching.answer_here(text), matching.leading_answer(text))
        said = set(matching.match(field, text).options) | {field.plain.get(one or "") for one in answers}
        assert set(values) <= said


def test_a_statement_that_was_read_as_a_question_still_chooses():
    said = say("I just want someone to say sorry and tell me what happened", "p_needs", intent="ask")
    assert said["p_needs"] == ["apology", "answers"]
    assert "p_needs" not in say("tell me about an apology", "p_needs", intent="ask")
    assert "p_needs" not in say("do people ever get an apology?", "p_needs", intent="ask")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("my daughter helps me", "p_support", "have"),
        ("no one is making me", "p_pressure", "no"),
        ("I am ready but I have some questions", "p_ready", "questions"),
        ("yes you can ring me", "p_contact_ok", "yes"),
    ],
)
def test_what_people_say_for_a_choice_is_that_choice(text, field, value):
    assert say(text, field, intent="give_answer")[field] == value


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("whānau. my daughter Hinemoa, she's dead", {"p_role": "whanau", "p_for_other": "died"}),
        ("kua mate taku tamahine", {"p_role": "whanau", "p_for_other": "died"}),
        ("did my mum have to die?", {}),
    ],
)
def test_a_death_in_the_whanau_says_who_they_are(text, taken):
    said = say(text, "p_role", slots={"p_role": None})
    assert {name: said[name] for name in ("p_role", "p_for_other") if name in said} == taken
