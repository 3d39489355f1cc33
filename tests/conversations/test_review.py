"""Every line is theirs: to change, leave out, put back, add to, and to note beside what was noticed."""

from typing import Any

import pytest

from tests.conversations.talk import Talk, at_the_review

pytestmark = pytest.mark.bot

NOTICED: dict[str, Any] = {
    "concerns": [{"level": "check", "category": "suicide_self_harm", "at": "2026-11-23T09:00:00+13:00"}],
    "exit_used": True,
}


def summary(talk: Talk) -> dict[str, Any]:
    talk.presses("send_intake")
    return next(e["data"]["summary"] for e in talk.effects if e["kind"] == "submit_intake")


def seen(talk: Talk) -> set[str]:
    return {line["id"] for line in talk.presses("review_answers").lines}


def test_a_line_left_out_can_be_put_back(talk: Talk) -> None:
    at_the_review(talk).presses("leave_out_line", "talk_left_out", "p_words")
    assert talk.said[0] == "utter_review_left_out"
    back = {"intent": "put_back_line", "slot": "talk_left_out", "value": "p_words"}
    assert back in talk.offered
    talk.presses(**back)
    assert talk.said[0] == "utter_review_put_back"
    assert "p_words" in {line["id"] for line in talk.lines}


def test_what_was_skipped_can_be_answered_now(talk: Talk) -> None:
    at_the_review(talk).presses("review_answers")
    assert "utter_review_skipped" in talk.said
    assert {"intent": "change_line", "slot": "talk_changing", "value": "p_avoid"} in talk.offered
    talk.presses("change_line", "talk_changing", "p_avoid").types("Meeting the surgeon alone.")
    assert talk.said[0] == "utter_review_changed"
    assert summary(talk)["own_words"]["p_avoid"] == "Meeting the surgeon alone."


def test_a_change_that_is_skipped_leaves_the_line_as_it_was(talk: Talk) -> None:
    at_the_review(talk).presses("change_line", "talk_changing", "p_words").presses("skip_question")
    assert talk.slots["p_words"] == "W"
    assert "utter_review_choices" in talk.said


def test_words_can_be_added_below_the_first_ones(talk: Talk) -> None:
    at_the_review(talk).presses("add_words")
    assert "below" in talk.text
    talk.types("And nobody rang us — not once.")
    assert summary(talk)["own_words"]["p_words"] == "W\n\nAnd nobody rang us — not once."


def test_a_concern_can_be_noted_as_a_misunderstanding(talk: Talk) -> None:
    at_the_review(talk).context = NOTICED
    assert {"concern_0", "exit_used"} <= seen(talk)
    talk.presses("change_line", "talk_changing", "concern_0")
    assert talk.asked == "talk_note"
    talk.presses("mark_misunderstood")
    assert any("misunderstanding" in line["text"] for line in talk.lines)
    assert "misunderstanding" in summary(talk)["concerns"][0]["note"]


def test_own_words_go_beside_what_was_noticed(talk: Talk) -> None:
    at_the_review(talk, p_pressure="some").context = NOTICED
    talk.presses("change_line", "talk_changing", "readiness_pressure").types("My boss asked, nobody else.")
    assert (talk.asked, talk.said[0]) == (None, "utter_review_changed")
    talk.presses("change_line", "talk_changing", "exit_used").types("My son came in.")
    sent = summary(talk)
    assert sent["readiness"]["notes"] == {"pressure": "My boss asked, nobody else."}
    assert sent["exit_note"] == "My son came in."


def test_what_was_noticed_can_be_left_out(talk: Talk) -> None:
    at_the_review(talk, p_pressure="some").context = NOTICED
    for line in ("concern_0", "readiness_pressure", "exit_used"):
        talk.presses("leave_out_line", "talk_left_out", line)
    sent = summary(talk)
    assert (sent["concerns"], sent["readiness"]["reasons"], sent["exit_used"]) == ([], [], False)


def test_what_happens_next_is_said_before_sending(talk: Talk) -> None:
    at_the_review(talk).presses("review_answers")
    assert talk.said.index("utter_before_sending_no_contact") < talk.said.index("utter_review_choices")
    at_the_review(talk, p_contact_ok="yes", p_contact_value="a@example.org").presses("review_answers")
    assert "utter_before_sending" in talk.said


@pytest.mark.parametrize("refused", ["p_keep", "p_share_ok"])
def test_without_both_consents_sending_is_not_offered(talk: Talk, refused: str) -> None:
    at_the_review(talk, **{refused: "no"}).presses("review_answers")
    assert {"intent": "send_intake"} not in talk.offered
    assert "utter_review_choices_unsent" in talk.said


def test_each_consent_goes_with_the_words_that_were_agreed(talk: Talk) -> None:
    sent = summary(at_the_review(talk, p_share_ok="some"))
    asked = {consent["id"]: consent for consent in sent["consents"]}
    assert {"keep", "share_facilitator", "share_service", "contact"} <= set(asked)
    assert len({consent["words"] for consent in asked.values()}) == len(asked)
    assert "90 days" in asked["keep"]["words"]


def test_only_some_of_it_says_how(talk: Talk) -> None:
    at_the_review(talk, p_share_ok="some").presses("review_answers")
    assert "utter_send_some" in talk.said


def test_after_sending_comes_what_next_the_code_and_a_copy(talk: Talk) -> None:
    at_the_review(talk).presses("send_intake")
    assert talk.said == ["utter_sent", "utter_keep_code_safe", "utter_ask_p_copy"]
    talk.answers("p_copy", "screen")
    assert talk.said[0] == "utter_copy"
    assert "In your words: W" in talk.text
    talk.presses("send_intake")
    assert talk.effects == []


def test_a_day_to_check_back_goes_with_it_where_contact_was_agreed(talk: Talk) -> None:
    told = {"p_contact_value": "a@example.org", "p_ready": "not_now", "p_check_back": "weeks_2"}
    at_the_review(talk, p_contact_ok="yes", **told).presses("send_intake")
    assert {"kind": "set_check_back", "data": {"on": "2026-12-07"}} in talk.effects
    at_the_review(talk, **told).presses("send_intake")
    assert [effect["kind"] for effect in talk.effects] == ["submit_intake"]


def test_a_second_intake_begins_anew_and_says_which_it_is(talk: Talk) -> None:
    at_the_review(talk, p_name="Aroha", p_when="May").presses("send_intake").answers("p_copy", "none")
    talk.presses("start_intake")
    assert talk.said == ["utter_another"]
    talk.presses("start_another")
    assert talk.asked == "p_role"
    assert talk.slots["p_name"] == "Aroha"
    assert not {"p_words", "p_when", "p_keep", "p_share_ok"} & set(talk.slots)
    at_the_review(talk, talk_intake=2.0).presses("send_intake")
    assert talk.effects[0]["data"]["intake"] == 2
