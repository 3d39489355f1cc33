"""What the person sees and what is sent are the same lines, and what is left out is gone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from intake import consents, content, summary
from intake.fields import fields
from tests.intake.walks import walks

NOW = "2026-11-21T10:00:00+13:00"
CONTEXT = {
    "now": NOW,
    "exit_used": True,
    "concerns": [{"level": "check", "category": "unsure", "at": NOW, "note": "a figure of speech"}],
}
SENT: dict[str, Any] = {
    "p_role": "harmed", "p_words": "Kāore au i mōhio.\n  — āe?", "p_needs": ["heard"], "p_ready": "not_now",
    "p_pressure": "some", "p_other_routes": ["acc"], "p_contact_ok": "yes", "p_contact_value": "+64211234567",
    "p_channel": "text", "p_keep": "yes", "p_share_ok": "yes", "p_share_service": "no", "p_when": "March",
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    path = content.ROOT / "intake" / "summary.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@given(states=walks(), left_out=st.sets(st.sampled_from(sorted(fields()))))
def test_every_summary_is_as_the_schema_promises(schema, states, left_out):
    slots = states[-1] | {"talk_left_out": sorted(left_out)}
    schema.validate(summary.summarise(slots, CONTEXT))


@given(states=walks(), left_out=st.sets(st.sampled_from(sorted(fields())), min_size=1))
def test_a_line_left_out_is_nowhere_in_the_summary(states, left_out):
    slots = {n: v for n, v in states[-1].items() if n in ("p_role", "talk_skipped", "p_contact_ok")}
    secret = {n: "left-out-words" for n in left_out if fields()[n].kind in ("own_words", "text", "contact")}
    made = summary.summarise({**slots, **secret, "talk_left_out": sorted(left_out)}, CONTEXT)
    assert "left-out-words" not in json.dumps(made)


@given(walks())
def test_every_line_of_the_review_is_sent_and_nothing_else(states):
    slots = states[-1]
    made = summary.summarise(slots, CONTEXT)
    shown = {line.id for section in summary.review(slots, CONTEXT) for line in section.lines}
    sent = made["sections"].keys() | made["own_words"].keys()
    assert sent <= shown | {"p_role"}
    assert {n for n in shown if n in fields() and fields()[n].section not in ("contact", "consents")} <= sent


def test_own_words_are_verbatim_and_apart_from_choices():
    made = summary.summarise(SENT, CONTEXT)
    assert made["own_words"] == {"p_words": SENT["p_words"], "p_when": "March"}
    assert made["sections"]["p_needs"] == ["heard"]


def test_each_consent_carries_time_and_words():
    told = CONTEXT | {"consents": {"p_share_ok": {"at": NOW, "words": "May I send it?"}}}
    made = {c["id"]: c for c in summary.summarise(SENT, told)["consents"]}
    assert made["share_facilitator"] == {
        "id": "share_facilitator", "given": True, "answer": "yes", "at": NOW, "words": "May I send it?",
    }  # fmt: skip
    assert made["share_service"]["given"] is False
    assert set(made) == {"keep", "share_facilitator", "share_service", "contact"}


def test_without_agreement_to_contact_no_number_is_sent():
    made = summary.summarise(SENT | {"p_contact_ok": "no"}, CONTEXT)
    assert made["contact"]["value"] is None
    assert "+64211234567" not in json.dumps(made)


def test_a_reason_drawn_from_a_line_left_out_is_gone_with_it():
    assert "pressure" in summary.summarise(SENT, CONTEXT)["readiness"]["reasons"]
    without = summary.summarise(SENT | {"talk_left_out": ["p_pressure"]}, CONTEXT)
    assert "pressure" not in without["readiness"]["reasons"]


def test_reasons_concerns_and_the_quick_exit_are_lines_that_can_be_left_out():
    noticed = next(s for s in summary.review(SENT, CONTEXT) if s.id == "concerns")
    assert {line.id for line in noticed.lines} >= {"readiness_pressure", "concern_0", "exit_used"}
    gone = SENT | {"talk_left_out": ["readiness_pressure", "concern_0", "exit_used"]}
    made = summary.summarise(gone, CONTEXT)
    assert (made["concerns"], made["exit_used"], "pressure" in made["readiness"]["reasons"]) == (
        [],
        False,
        False,
    )


def test_skipped_questions_are_listed():
    made = summary.summarise(SENT | {"talk_skipped": ["p_avoid", "p_contact_not"]}, CONTEXT)
    assert made["skipped"] == ["p_avoid", "p_contact_not"]


def test_answers_of_an_abandoned_branch_are_dropped():
    made = summary.summarise(SENT | {"p_iwi": "Ngāi Tahu", "p_ethnicity": ["samoan"]}, CONTEXT)
    assert "p_iwi" not in made["own_words"]


def test_staff_summary_holds_the_fit_and_no_persons_answers():
    staff = {"p_role": "staff", "p_words": "not mine", "s_next": "talk", "s_contact": "nurse@example.org"}
    made = summary.summarise(staff, {"now": NOW})
    assert (made["kind"], made["fit"]["outcome"]) == ("staff", "not_yet")
    assert "p_words" not in made["own_words"]
    assert made["contact"]["value"] == "nurse@example.org"


@pytest.mark.parametrize("missing", ["p_keep", "p_share_ok"])
def test_nothing_may_be_sent_without_both_consents(missing):
    assert consents.may_send(SENT)
    assert not consents.may_send(SENT | {missing: "no"})
    assert not consents.may_send({n: v for n, v in SENT.items() if n != missing})


def test_staff_send_nothing_about_a_person_who_has_not_agreed():
    staff = {"p_role": "staff", "s_next": "refer", "s_contact": "nurse@example.org"}
    assert not consents.may_send(staff | {"s_person_agrees": "not_asked"})
    assert consents.may_send(staff | {"s_person_agrees": "yes"})
