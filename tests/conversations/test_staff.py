"""Staff check whether a restorative approach fits: reasons and next steps, never a score."""

import pytest

from tests.conversations.talk import Talk

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
