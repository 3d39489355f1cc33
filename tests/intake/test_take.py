"""What a message fills in, and above all what it does not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake import asides, content, heard, take, words
from intake.fields import fields
from intake.matching import plain_answer
from tests.intake.saying import PERSON, entity, press, say

# what is read back answers other fields than its own
CHOICES = [f for f in fields().values() if f.options and f.id != "talk_read_back"]
OPTIONS = [(f.id, option) for f in CHOICES for option in f.options]
COMMANDS = ["want_person", "stop_here", "need_moment", "ask_why", "ask_repeat", "forget_me"]


@pytest.mark.parametrize("level", ["check", "crisis"])
@pytest.mark.parametrize("field", ["p_words", "p_safe_now", "p_name"])
def test_nothing_is_taken_from_a_message_that_worries(field, level):
    assert say("i will kill myself", field, safety={"level": level}, intent="deny") == {}


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


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("āe", "safe"),
        ("ae", "safe"),
        ("Yes.", "safe"),
        ("kāo", "not_safe"),
        ("nah", "not_safe"),
        ("aua", "unsure"),
    ],
)
def test_yes_no_and_unsure_are_understood_in_both_languages(said, answer):
    assert say(said, "p_safe_now") == {"p_safe_now": answer}


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


def test_skip_is_remembered_and_refused_where_an_answer_is_required():
    assert say("skip", "p_avoid", intent="skip_question") == {"talk_skipped": ["p_avoid"]}
    assert say("skip", "p_share_ok", intent="skip_question") == {}


def test_an_answer_after_a_skip_undoes_the_skip():
    taken = say("no shouting", "p_avoid", slots={"talk_skipped": ["p_avoid", "p_hope"]})
    assert taken == {"p_avoid": "no shouting", "talk_skipped": ["p_hope"]}


@pytest.mark.parametrize("intent", COMMANDS)
def test_a_short_confident_command_is_no_answer_in_own_words(intent):
    assert say("please do that", "p_words", intent=intent) == {}


def test_two_words_need_less_to_be_a_command_than_a_sentence():
    assert say("skip this", "p_words", intent="skip_question", confidence=0.4) == {
        "talk_skipped": ["p_words"]
    }
    said = "please do not skip over this part"
    assert say(said, "p_words", intent="skip_question", confidence=0.4) == {"p_words": said}


def test_a_long_message_is_own_words_whatever_it_was_read_as():
    said = "I want to talk to a person who can tell me why nobody came that night when I rang the bell"
    assert say(said, "p_words", intent="want_person")["p_words"] == said


def test_a_confident_question_is_left_to_be_answered_and_can_be_kept_as_words():
    assert say("Will they apologise?", "p_words", intent="ask") == {}
    state = {"slots": PERSON, "requested": "p_words"}
    assert take.as_words(state, "Will they apologise?") == {"p_words": "Will they apologise?"}


def test_a_question_with_a_story_in_it_is_own_words():
    said = "Why did nobody come when I was calling?"
    assert say(said, "p_words", intent="ask")["p_words"] == said


def test_questions_for_the_service_are_taken_as_questions():
    assert say("Why was it late?", "p_questions", intent="ask") == {"p_questions": "Why was it late?"}


@given(
    st.text(min_size=1, max_size=10_000),
    st.sampled_from(["give_answer", "share_story", "nlu_fallback", "insult"]),
)
def test_own_words_are_kept_byte_for_byte(text, intent):
    assume(text.strip() and plain_answer(text) != "no" and not asides.meant({}, None, text))
    assert say(text, "p_words", intent=intent)["p_words"] == text


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


def test_misses_in_a_row_are_counted_and_forgotten_with_an_answer():
    assert say("hjkl", "p_ready", intent="nlu_fallback", slots={"talk_misses": 1.0}) == {"talk_misses": 2.0}
    assert say("ready", "p_ready", slots={"talk_misses": 2.0}) == {"p_ready": "ready", "talk_misses": 0.0}
    assert say("Does it cost?", "p_ready", intent="ask", slots={"talk_misses": 1.0}) == {}


# -- contact -----------------------------------------------------------------------------------------------

ASKED = {"p_contact_ok": "yes"}


def test_a_number_is_taken_only_as_the_listener_made_it_out():
    phone = entity("phone", "021 123 4567", "+64211234567")
    taken = say("text me on 021 123 4567", "p_contact_value", slots=ASKED, entities=[phone])
    assert taken == {"p_contact_value": "+64211234567", "p_channel": "text"}
    assert say("02112", "p_contact_value", slots=ASKED) == {"talk_misses": 1.0}


def test_an_email_says_its_own_channel():
    email = entity("email", "a@example.org")
    taken = say("a@example.org", "p_contact_value", slots=ASKED, entities=[email])
    assert taken == {"p_contact_value": "a@example.org", "p_channel": "email"}


def test_message_times_and_who_else_are_taken_from_one_sentence():
    taken = say("No message please, after 5pm, my daughter may answer", "p_voicemail", slots=ASKED)
    assert taken == {
        "p_voicemail": "no_message", "p_times": "after 5pm", "p_who_else": "my daughter may answer",
    }  # fmt: skip


def test_a_no_that_begins_a_sentence_does_not_deny_the_way_to_call():
    phone = entity("phone", "021 123 4567", "+64211234567")
    taken = say("No, call me on 021 123 4567", "p_contact_value", slots=ASKED, entities=[phone])
    assert taken == {"p_contact_value": "+64211234567", "p_channel": "call"}


def test_a_day_to_be_called_is_not_the_day_it_happened():
    taken = say("on Tuesday morning", "p_voicemail", slots=ASKED, entities=[entity("date", "Tuesday")])
    assert taken == {"p_times": "on Tuesday morning"}


def test_yes_alone_does_not_say_what_kind_of_message():
    assert say("yes", "p_voicemail", slots=ASKED) == {"talk_misses": 1.0, "turn_missed": "yes"}


def test_taking_back_contact_forgets_the_number():
    known = ASKED | {"p_contact_value": "+64211234567", "p_channel": "call", "p_voicemail": "no_message"}
    taken = press("p_contact_ok", "no", slots=known)
    assert taken == {"p_contact_ok": "no", "p_contact_value": None, "p_channel": None, "p_voicemail": None}


# -- corrections and what is said in passing -----------------------------------------------------------------


def test_a_date_is_corrected_by_just_saying_so():
    heard_ = [entity("date", "March", {"from": "2026-03-01"})]
    taken = say(
        "actually it was March", "p_needs", intent="correct_answer", entities=heard_, slots={"p_when": "May"}
    )
    assert taken == {"p_when": "March"}


def test_two_fields_are_corrected_in_one_sentence():
    heard_ = [entity("date", "March"), entity("phone", "021 123 4567", "+64211234567")]
    said = "no, it was March, and call me on 021 123 4567"
    known = ASKED | {"p_when": "May", "p_contact_value": "a@example.org"}
    taken = say(said, "p_avoid", intent="correct_answer", entities=heard_, slots=known)
    assert taken == {"p_when": "March", "p_contact_value": "+64211234567", "p_channel": "call"}


def test_a_choice_is_corrected_by_its_words():
    taken = say("Actually I'm not ready yet", "p_avoid", intent="correct_answer", slots={"p_ready": "ready"})
    assert taken == {"p_ready": "not_now"}


def test_a_choice_can_be_added_by_saying_also():
    known = {"p_other_routes": ["acc"]}
    taken = say("Actually, HDC as well", "p_contact_ok", intent="correct_answer", slots=known)
    assert taken == {"p_other_routes": ["acc", "hdc"]}
    taken = say("Sorry, it is HDC", "p_contact_ok", intent="correct_answer", slots=known)
    assert taken == {"p_other_routes": ["hdc"]}


def test_a_story_that_reads_like_a_correction_is_still_own_words():
    said = "No, it was worse. In March they sent her home, and nobody rang us until she was back there "
    said += "with the same pain as before."
    heard_ = [entity("date", "in March")]
    taken = say(said, "p_words", intent="correct_answer", entities=heard_, slots={"p_when": "May"})
    assert taken == {"p_words": said}


def test_a_field_being_changed_in_the_review_takes_the_answer_and_is_done():
    slots = {"p_ready": "ready", "talk_changing": "p_ready"}
    assert say("not now", None, slots=slots) == {"p_ready": "not_now", "talk_changing": None}


def test_answers_given_early_are_taken_and_marked_to_be_confirmed():
    heard_ = [entity("hospital", "Waikato Hospital"), entity("date", "in March"), entity("region", "Waikato")]
    said = "It was at Waikato Hospital in March."
    taken = say(said, "p_words", intent="share_story", entities=heard_)
    assert taken.pop("p_words") == said
    assert set(taken.pop("talk_volunteered")) == {"p_service", "p_when", "p_region"}
    assert taken == {"p_service": "Waikato Hospital", "p_when": "in March", "p_region": "waikato"}


def test_what_was_said_in_passing_never_overwrites_an_answer():
    heard_ = [entity("date", "in March")]
    assert "p_when" not in say("In March", "p_avoid", entities=heard_, slots={"p_when": "May"})


def test_a_question_volunteers_nothing():
    heard_ = [entity("region", "Auckland")]
    assert say("Is it in Auckland?", "p_needs", intent="ask", entities=heard_) == {}


def test_staff_volunteer_nothing_about_anyone():
    heard_ = [entity("hospital", "Waikato Hospital"), entity("phone", "021 123 4567")]
    assert say("At Waikato Hospital", "s_role", entities=heard_, slots={"p_role": "staff"}) == {
        "talk_misses": 1.0
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [("āe, they are", "yes"), ("no they haven't", "no"), ("kāo, thanks", "no"), ("yes", "yes")],
)
def test_a_plain_answer_may_go_on_in_a_few_small_words(text, value):
    assert say(text, "p_pressure") == {"p_pressure": value}


@pytest.mark.parametrize("text", ["no, my sister made me", "no more tablets", "yes but not from them"])
def test_a_plain_answer_that_goes_on_to_say_more_is_not_taken_for_it(text):
    assert "p_pressure" not in say(text, "p_pressure", intent="out_of_scope")


@pytest.mark.parametrize("offer", ["person", "words", "another"])
def test_an_answer_to_an_offer_answers_no_question(offer):
    assert say("yes", "p_pressure", slots={"talk_offer": offer}) == {}
    assert say("no", "p_words", slots={"talk_offer": offer}) == {}


def test_no_to_a_call_for_words_is_a_skip_and_no_words():
    assert say("no", "p_avoid", intent="deny")["talk_skipped"] == ["p_avoid"]
    assert say("kāo", "p_words", intent="deny")["talk_skipped"] == ["p_words"]
    assert say("nothing", "p_hope", intent="deny") == {"p_hope": "nothing"}


def test_a_statement_that_was_read_as_a_question_still_chooses():
    said = say("I just want someone to say sorry and tell me what happened", "p_needs", intent="ask")
    assert said["p_needs"] == ["apology", "answers"]
    assert "p_needs" not in say("tell me about an apology", "p_needs", intent="ask")
    assert "p_needs" not in say("do people ever get an apology?", "p_needs", intent="ask")


def test_what_own_words_name_is_read_back_whatever_they_were_read_as():
    heard = [entity("hospital", "Hutt Hospital")]
    said = say("I had a hip operation at Hutt Hospital", "p_words", intent="ask", entities=heard)
    assert said["talk_volunteered"] == ["p_service"]


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
