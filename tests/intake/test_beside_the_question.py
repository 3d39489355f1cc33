"""What is said beside the question: an earlier answer put right by saying so, or one given early."""

from tests.intake.saying import ASKED, entity, say


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


def test_what_own_words_name_is_read_back_whatever_they_were_read_as():
    heard = [entity("hospital", "Hutt Hospital")]
    said = say("I had a hip operation at Hutt Hospital", "p_words", intent="ask", entities=heard)
    assert said["talk_volunteered"] == ["p_service"]
