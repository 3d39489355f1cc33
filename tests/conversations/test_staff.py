"""Staff check whether a restorative approach fits: reasons and next steps, never a score."""

import pytest

from tests.conversations.talk import Talk, at
from tests.intake.test_fit import GOOD

pytestmark = pytest.mark.bot


def begun(talk: Talk) -> Talk:
    return talk.presses("give_answer", "p_role", "staff").presses("start_fit_check")


def finish(talk: Talk, **given: str) -> Talk:
    """Answers as given, and says the first thing offered to everything else."""
    for _ in range(45):
        asked = talk.asked
        if asked is None:
            return talk
        if asked in given:
            talk.answers(asked, given[asked])
        elif {"intent": "skip_question"} in talk.offered:
            talk.presses("skip_question")
        else:
            press = next(p for p in talk.offered if p.get("slot") == asked)
            talk.answers(asked, press["value"])
    raise AssertionError(f"still asking {talk.asked}")


def fit_of(talk: Talk) -> dict:
    return next(m["custom"] for m in talk.messages if m.get("custom", {}).get("type") == "fit")


def test_a_person_who_said_no_is_respected(talk: Talk) -> None:
    finish(begun(talk), s_ack="yes", s_fit_q01="no", s_fit_q02="said_no")
    shown = fit_of(talk)
    assert shown["outcome"] == "other_route"
    reason = next(r for r in shown["reasons"] if r["effect"] == "STOP")
    assert reason["why"]
    assert reason["next"]


def test_much_unknown_is_not_yet(talk: Talk) -> None:
    finish(begun(talk), s_ack="yes")
    assert fit_of(talk)["outcome"] == "not_yet"


def test_the_fit_ends_with_rights_duties_and_support(talk: Talk) -> None:
    finish(begun(talk), s_ack="yes")
    assert {"utter_fit_always", "utter_fit_rights", "utter_fit_staff_support"} <= set(talk.said)
    talk.presses("see_invite")
    assert talk.said == ["utter_fit_invite", "utter_fit_invite_avoid", "utter_fit_choices_unsent"]


def test_nothing_is_sent_without_a_way_to_reach_the_staff_member(talk: Talk) -> None:
    finish(begun(talk), s_ack="yes").presses("send_intake")
    assert talk.effects == []
    assert "utter_not_sendable_staff" in talk.said


def test_staff_who_do_not_accept_are_not_asked(talk: Talk) -> None:
    begun(talk).answers("s_ack", "no")
    assert talk.said == ["utter_not_going_on"]


# the nine cases of the fact base (facts.md C), each with the answer that decides it
CASES = {
    "a wants to talk while HDC is open": ({"s_fit_q11": ["hdc"]}, "with_conditions"),
    "b to avoid a complaint": ({"s_fit_q03": "instead"}, "other_route"),
    "c whānau not asked": ({"s_fit_q02": "not_asked"}, "not_yet"),
    "d a sexual boundary was crossed": ({"s_fit_q04": "yes"}, "other_route"),
    "e Māori-led facilitator booked": ({"s_fit_q16": "arranging"}, "with_conditions"),
    "f a baby died, coroner open": ({"s_fit_q11": ["coroner"], "s_fit_q15": "some"}, "with_conditions"),
    "g the person is suicidal": ({"s_fit_q01": "yes"}, "not_yet"),
    "h all is in place": ({}, "good_fit"),
    "i much is unknown": ({"s_fit_q02": "unknown", "s_fit_q06": "unknown"}, "not_yet"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_nine_cases_come_out_as_the_fact_base_says(talk: Talk, case: str) -> None:
    answers, outcome = CASES[case]
    decided(talk, answers)
    assert fit_of(talk)["outcome"] == outcome
    early = outcome in ("other_route", "not_yet")
    assert ("utter_fit_ended_early" in talk.said) == early
    assert {"utter_fit_always", "utter_fit_rights", "utter_fit_roles_only"} <= set(talk.said)


def test_in_a_good_fit_all_21_questions_were_asked(talk: Talk) -> None:
    asked = decided(talk, {})
    assert [name for name in asked if name.startswith("s_fit_")] == [f"s_fit_q{n:02}" for n in range(1, 22)]


def test_danger_now_brings_numbers_at_once(talk: Talk) -> None:
    at(talk, "s_fit_q01", p_role="staff", s_ack="yes").answers("s_fit_q01", "yes")
    assert talk.said[0] == "utter_heard_s_fit_q01_yes"
    assert "111" in talk.text


def test_where_someone_is_forced_staff_are_told_where_to_speak_up(talk: Talk) -> None:
    decided(talk, {"s_fit_q09": "forced"})
    assert "utter_fit_speak_up" in talk.said


def test_a_referral_needs_the_persons_agreement(talk: Talk) -> None:
    for agrees, sendable in (("yes", True), ("not_asked", False), ("no", False)):
        at(talk, "s_next", p_role="staff", **GOOD).answers("s_next", "refer")
        talk.answers("s_person_agrees", agrees)
        while talk.asked:
            talk.types("work@example.org") if talk.asked == "s_contact" else talk.presses("skip_question")
        assert ({"intent": "send_intake"} in talk.offered) == sendable
        assert ("utter_before_sending_staff" in talk.said) == sendable
    at_a_referral = [effect["kind"] for effect in talk.presses("send_intake").effects]
    assert at_a_referral == []


def test_staff_who_send_hand_on_roles_the_fit_and_their_own_contact(talk: Talk) -> None:
    at(talk, "s_next", p_role="staff", **GOOD).answers("s_next", "talk").types("work@example.org")
    while talk.asked:
        talk.presses("skip_question")
    summary = talk.presses("send_intake").effects[0]["data"]["summary"]
    assert (summary["kind"], summary["contact"]["value"]) == ("staff", "work@example.org")
    assert summary["fit"]["outcome"] == "good_fit"


def decided(talk: Talk, answers: dict) -> list[str]:
    """Answers as in a good case but for `answers`; returns what was asked."""
    asked = []
    begun(talk).answers("s_ack", "yes")
    while talk.asked:
        asked.append(talk.asked)
        told = (GOOD | answers).get(talk.asked)
        if isinstance(told, list):
            talk.picks(talk.asked, *told)
        elif told:
            talk.answers(talk.asked, told)
        else:
            talk.answers("s_next", "info") if talk.asked == "s_next" else talk.presses("skip_question")
    return asked


def test_pressure_in_place_of_a_right_is_heard_at_any_question_and_is_a_reason_to_stop(talk: Talk) -> None:
    known = {"p_role": "staff", "s_ack": "yes"}
    at(talk, "s_self_ok", **known).types("the CE wants it instead of a HDC complaint")
    assert talk.slots["s_fit_q03"] == "instead"
    assert talk.said[0] == "utter_heard_s_fit_q03_instead"
    assert talk.asked == "s_self_ok"
    at(talk, "s_fit_q08", **known, s_fit_q03="none").types(
        "hang on, the CE does want it instead of the complaint"
    )
    assert talk.slots["s_fit_q03"] == "instead"
    assert "utter_heard_correction" in talk.said
    at(talk, "s_fit_q03", **known).types("the CE wants it")
    assert talk.slots["s_fit_q03"] == "some"


def test_who_is_not_sleeping_is_met_before_the_next_question(talk: Talk) -> None:
    at(talk, "s_self_ok", p_role="staff", s_ack="yes")
    talk.types("not good. not sleeping, keep crying in the car before shift")
    assert talk.slots["s_self_ok"] == "support"
    assert talk.said[0] == "utter_heard_s_self_ok_support"
    assert "1737" in talk.text


def test_staff_who_will_not_go_on_are_still_told_where_support_is(talk: Talk) -> None:
    begun(talk).answers("s_ack", "no")
    assert "your union" in talk.text
    assert "1737" in talk.text


def test_what_is_not_known_yet_is_a_condition_in_those_words(talk: Talk) -> None:
    decided(talk, {"s_fit_q05": "unknown", "s_fit_q21": "yes"})
    condition = next(r for r in fit_of(talk)["reasons"] if r["answer"] == "I do not know yet")
    assert condition["effect"] == "COND"
    assert condition["why"].startswith("It is not known yet")


@pytest.mark.parametrize("role", [None, "harmed", "whanau"])
def test_words_that_sound_like_the_check_make_nobody_staff(talk: Talk, role: str | None) -> None:
    if role:
        talk.presses("give_answer", "p_role", role)
    talk.types("fit")
    assert talk.slots.get("p_role") == role
