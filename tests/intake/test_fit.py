"""The staff fit-check: the nine cases of the fact base, and its rules."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import content, fit

GOOD = {
    "s_fit_q01": "no", "s_fit_q02": "interested", "s_fit_q03": "none", "s_fit_q04": "no", "s_fit_q05": "no",
    "s_fit_q06": "done", "s_fit_q07": "yes", "s_fit_q08": "yes", "s_fit_q09": "yes", "s_fit_q10": "yes",
    "s_fit_q11": ["none"], "s_fit_q12": "none", "s_fit_q13": "met", "s_fit_q14": "no", "s_fit_q15": "stable",
    "s_fit_q16": "met", "s_fit_q17": "restorative", "s_fit_q18": "yes", "s_fit_q19": "yes", 
    "s_fit_q20": "yes", "s_fit_q21": "no",
}  # fmt: skip
EFFECTS = content.fit()["effects"]
ANSWERS = st.fixed_dictionaries(
    {f"s_fit_{q}": st.sampled_from(sorted(table)) for q, table in EFFECTS.items()}
)


def case(**answers: Any) -> fit.Fit:
    return fit.decide(GOOD | {f"s_fit_{q}": answer for q, answer in answers.items()})


def reasons(found: fit.Fit) -> list[tuple[str, str]]:
    return [(reason.question, reason.effect) for reason in found.reasons]


def test_a_person_who_wants_to_talk_while_hdc_is_open_fits_with_conditions():
    found = case(q11=["hdc"])
    assert (found.outcome, reasons(found)) == ("with_conditions", [("q11", "COND")])


def test_b_manager_who_wants_to_avoid_a_complaint_is_shown_another_route():
    assert case(q03="instead").outcome == "other_route"


def test_c_whanau_not_asked_is_not_yet():
    assert case(q02="not_asked").outcome == "not_yet"


def test_d_sexual_boundary_violation_is_another_route():
    assert case(q04="yes").outcome == "other_route"


def test_e_hohou_te_rongo_with_a_maori_led_facilitator_is_settled_by_question_16():
    assert case(q16="met").outcome == "good_fit"
    assert case(q16="arranging").outcome == "with_conditions"


def test_f_a_baby_died_and_the_coroner_is_open_fits_with_conditions():
    found = case(q11=["coroner"], q14="yes", q15="some")
    assert found.outcome == "with_conditions"
    assert found.reasons[0].why == "utter_fit_reason_q11_coroner"


def test_g_suicidal_patient_is_not_yet_and_danger_is_the_reason():
    found = case(q01="yes")
    assert (found.outcome, reasons(found)) == ("not_yet", [("q01", "HOLD")])


def test_h_all_in_place_is_a_good_fit_to_explore():
    found = case()
    assert (found.outcome, found.reasons) == ("good_fit", ())


def test_i_many_unknown_is_not_yet():
    assert fit.decide({f"s_fit_{q}": "unknown" for q in EFFECTS}).outcome == "not_yet"
    assert fit.decide({}).outcome == "not_yet"


@given(ANSWERS)
def test_one_stop_always_wins(answers):
    stops = any(EFFECTS[q].get(answers[f"s_fit_{q}"]) == "STOP" for q in content.fit()["first_pass"])
    if stops:
        assert fit.decide(answers).outcome == "other_route"


@given(ANSWERS)
def test_an_outcome_always_has_its_reason(answers):
    found = fit.decide(answers)
    worst = {"other_route": "STOP", "not_yet": "HOLD", "with_conditions": "COND"}.get(found.outcome)
    assert (found.reasons[0].effect if found.reasons else None) == worst


@pytest.mark.parametrize(("question", "answer"), [("q05", "not_yet"), ("q12", "no_safe_way")])
def test_an_indirect_form_turns_these_holds_into_conditions(question, answer):
    assert case(**{question: answer}).outcome == "not_yet"
    assert case(**{question: answer}, q21="yes").outcome == "with_conditions"


def test_an_indirect_form_never_undoes_a_stop_or_another_hold():
    assert case(q05="cannot", q21="yes").outcome == "other_route"
    assert case(q02="not_asked", q21="yes").outcome == "not_yet"


@pytest.mark.parametrize("question", ["q01", "q02", "q03", "q04", "q05", "q17"])
def test_not_knowing_these_means_not_yet(question):
    assert case(**{question: "unknown"}).outcome == "not_yet"


@pytest.mark.parametrize("question", ["q06", "q07", "q08", "q10", "q13", "q14", "q16", "q18", "q20"])
def test_not_knowing_these_is_a_condition(question):
    assert case(**{question: "unknown"}).outcome == "with_conditions"


def test_the_worst_of_several_open_steps_counts_and_each_is_named():
    found = case(q11=["hdc", "police"])
    assert (found.outcome, reasons(found)) == ("not_yet", [("q11", "HOLD"), ("q11", "COND")])


def asked(**answers: Any) -> list[str]:
    known = GOOD | {f"s_fit_{q}": answer for q, answer in answers.items()}
    slots: dict[str, Any] = {}
    while (field := fit.next_question(slots)) is not None:
        slots[field] = known[field]
    return [field.removeprefix("s_fit_") for field in slots]


def test_the_first_pass_asks_twelve_and_goes_on_only_when_nothing_stops_it():
    assert len(asked()) == 21
    assert asked(q03="instead") == content.fit()["first_pass"]
    assert asked(q02="not_asked") == content.fit()["first_pass"]


def test_an_indirect_form_is_asked_about_where_it_could_open_the_way():
    assert asked(q12="no_safe_way")[12:] == ["q21"]
    assert asked(q12="no_safe_way", q21="yes")[12] == "q21"
    assert len(asked(q12="no_safe_way", q21="yes")) == 21
