"""The person says no: to a question, a consent, being reached. Each no is taken and loses nothing."""

import pytest

from intake.fields import fields
from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot

MAY_BE_REFUSED = [f.id for f in fields().values() if f.path in ("short", "long") and not f.required]


@pytest.mark.parametrize("field", MAY_BE_REFUSED)
def test_a_question_that_is_refused_is_left_alone(talk: Talk, field: str) -> None:
    at(talk, field, p_role="whanau", talk_path="long").types("I'd rather not say")
    assert talk.asked != field
    said = str(talk.slots.get(field))
    assert field in talk.slots["talk_skipped"] or "rather_not" in said or "prefer_not" in said


def test_no_contact_asks_for_no_number_and_says_that_nobody_calls(talk: Talk) -> None:
    at(talk, "p_contact_ok").answers("p_contact_ok", "no")
    assert talk.asked not in ("p_contact_value", "p_channel", "p_voicemail")
    talk.presses("resume_talk")
    assert not {"p_contact_value", "p_channel", "p_voicemail"} & set(talk.slots)


def test_no_to_the_service_still_sends_to_the_facilitator(talk: Talk) -> None:
    at_the_review(talk, p_share_service="no").presses("send_intake")
    [sent] = [effect["data"]["summary"] for effect in talk.effects if effect["kind"] == "submit_intake"]
    given = {consent["id"]: consent["given"] for consent in sent["consents"]}
    assert given["share_service"] is False
    assert given["share_facilitator"] is True


def test_no_to_keeping_ends_in_nothing_sent_and_a_way_to_change_it(talk: Talk) -> None:
    at_the_review(talk, p_keep="no").presses("send_intake")
    assert talk.effects == []
    assert talk.said == ["utter_not_sendable"]


def test_no_to_a_copy_is_the_end_of_the_questions(talk: Talk) -> None:
    at_the_review(talk).presses("send_intake").types("no thanks")
    assert talk.asked is None
    assert talk.slots["p_copy"] == "none"


def test_no_to_words_that_were_noticed_in_passing_keeps_none_of_them(talk: Talk) -> None:
    talk.types("They gave me the wrong tablets and nobody said sorry.").presses("skip_words")
    assert "p_words" not in talk.slots


def test_a_no_to_the_whole_process_is_met_without_pressing(talk: Talk) -> None:
    at(talk, "p_ready").answers("p_ready", "not_now")
    assert "utter_heard_p_ready_not_now" in talk.said
    assert {"intent": "want_person"} in talk.offered or talk.asked is not None


def test_a_refusal_of_a_person_asks_for_none_and_the_talk_goes_on(talk: Talk) -> None:
    at(talk, "p_support").types("i don't want a person")
    assert talk.effects == []
    assert talk.said == ["utter_service_waiting_over", "utter_ask_p_support"]
    at(talk, "p_words", p_words=None).types("no i dont want to talk to anyone")
    assert talk.effects == []
    assert "p_words" not in talk.slots


def test_who_stops_waiting_in_more_words_is_shown_the_button_and_not_asked_for_again(talk: Talk) -> None:
    at(talk, "p_support").context = {"holder": "queue"}
    talk.types("stop waiting i dont want a person now")
    assert talk.effects == []
    assert {"intent": "stop_waiting"} in talk.offered
    assert talk.asked == "p_support"
    talk.types("how to reach you")
    assert talk.effects == []
