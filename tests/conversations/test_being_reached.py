"""The way to reach somebody: every limit is kept, read back with the number, and stands in the review."""

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot

ASKED = {"p_contact_ok": "yes"}


def test_a_number_with_limits_is_no_code_and_is_read_back_wherever_it_is_told(talk: Talk) -> None:
    talk.types("dont call my mum. u can txt me 0225550199")
    assert talk.asked == "talk_read_back"
    assert "+64225550199" in talk.text
    assert "dont call my mum" in talk.text
    assert "By text" in talk.text
    talk.types("yes")
    assert talk.asked is None
    assert talk.slots["p_contact_not"] == "dont call my mum"
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    assert talk.asked == "p_ack_ai"


def test_a_number_at_another_question_is_read_back_with_whom_not_to_ring(talk: Talk) -> None:
    at(talk, "p_ack_ai", p_role="harmed").types("06 355 1212 but not the landline my husband answers")
    assert "use_code" not in str(talk.state["requested"])
    assert "+6463551212" in talk.text
    assert "not the landline my husband answers" in talk.text


def test_limits_are_read_back_with_the_number_and_stand_in_the_review(talk: Talk) -> None:
    at(talk, "p_contact_value", **ASKED)
    talk.types("jess@example.org but only text me 027 555 0188 and NOT when my husband is home, never ring")
    assert talk.asked == "talk_read_back"
    kept = ("+64275550188", "By text", "NOT when my husband is home", "never ring")
    assert all(words in talk.text for words in kept)
    told = {name: value for name, value in talk.slots.items() if name.startswith("p_c") or name == "p_times"}
    at_the_review(talk, **told).presses("review_answers")
    assert all(words in talk.text for words in kept)


def test_a_yes_with_a_limit_adds_it_and_reads_it_all_back_again(talk: Talk) -> None:
    at(talk, "p_contact_value", **ASKED).types("021 555 0147 after 9 on weekdays")
    assert talk.asked == "talk_read_back"
    talk.types("yes but text only, he answers if you ring").types("no voicemail")
    assert talk.asked == "talk_read_back"
    kept = ("+64215550147", "after 9 on weekdays", "By text", "he answers if you ring", "no voicemail")
    assert all(words in talk.text for words in kept)
    talk.types("yes")
    assert talk.asked != "talk_read_back"


def test_whose_number_it_is_is_kept_and_can_be_put_right(talk: Talk) -> None:
    at(talk, "p_contact_value", **ASKED).types("Tama 021 555 0199, ring him not me")
    assert talk.asked == "talk_read_back"
    assert "Tama; ring him not me" in talk.text
    talk.types("No, that's my son Tama's number not mine")
    assert "that's my son Tama's number not mine" in talk.text
    assert talk.asked == "talk_read_back"
    talk.types("that is not my number")
    assert "p_contact_value" not in talk.slots


def test_a_yes_with_a_limit_where_it_is_asked_whether_they_may_be_contacted(talk: Talk) -> None:
    at(talk, "p_contact_ok").types("yes you can contact me but not by phone call")
    assert talk.slots["p_contact_ok"] == "yes"
    assert "not by phone call" in talk.text
    at(talk, "p_contact_ok").types("ring wife Mele")
    assert talk.slots["p_who_else"] == "ring wife Mele"


def test_who_has_no_code_is_not_held_at_the_question_for_it(talk: Talk) -> None:
    talk.presses("use_code").types("i dont have a code i want u to txt me")
    assert talk.asked is None


@pytest.mark.parametrize("line", ["021 555 0199, text is best", "text works best for me, 021 555 0199"])
def test_the_way_that_suits_is_no_limit_and_nobody_else(talk: Talk, line: str) -> None:
    at(talk, "p_contact_value", **ASKED).types(line)
    assert talk.slots["p_channel"] == "text"
    assert talk.slots.get("p_who_else") is None


@pytest.mark.parametrize("asked", ["p_voicemail", "p_support"])
def test_a_limit_that_is_a_sign_of_danger_too_is_kept_and_read_back_afterwards(
    talk: Talk, asked: str
) -> None:
    at(talk, asked, p_contact_value="+64215550147", **ASKED)
    talk.types("dont leave a voicemail, he checks my phone", "check", "violence_abuse")
    assert talk.said[-1] == "utter_check_violence_abuse"
    talk.types("no im ok")
    assert talk.asked == "talk_read_back"
    assert all(words in talk.text for words in ("+64215550147", "he checks my phone"))
    assert talk.slots["p_voicemail"] == "no_message"


def test_a_number_given_at_the_review_is_read_back_and_opens_no_question_that_was_skipped(talk: Talk) -> None:
    at_the_review(talk, p_contact_ok="not_yet")
    talk.state["slots"].pop("p_words", None)
    talk.state["slots"]["talk_skipped"] += ["p_words"]
    talk.types("I live in Dunedin and you can text me on 021 555 0123")
    assert talk.asked == "talk_read_back"
    assert talk.slots.get("p_who_else") is None
    talk.types("yes")
    assert talk.said[-1] == "utter_review_choices"
    assert talk.asked is None


def test_the_number_of_who_supports_them_is_not_kept_as_their_own(talk: Talk) -> None:
    told = {"p_support": "have", "p_contact_ok": "yes", "p_contact_value": "021 555 0123"}
    at(talk, "p_contact_support", **told)
    talk.types("yes Hana is fine to talk to but only about the dates, her number is 027 555 0199")
    assert talk.slots["p_contact_value"] == "021 555 0123"
