"""How to reach somebody, as they say it: number, address, message, times and who else may answer."""

from tests.intake.saying import ASKED, entity, press, say


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
