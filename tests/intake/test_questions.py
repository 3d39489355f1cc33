"""What is asked next, of whom, and that nothing is asked twice."""

from typing import Any

from hypothesis import given

from intake.fields import fields
from intake.questions import PREDICATES, answered, next_question, progress, stopped
from tests.intake.walks import walks

SHORT_PATH = [
    "p_role", "p_safe_now", "p_words", "p_needs", "p_avoid", "p_support", "p_culture", "p_pressure",
    "p_ready", "p_other_routes", "p_contact_value", "p_voicemail",
]  # fmt: skip
CONSENTS = ["p_contact_ok", "p_keep", "p_share_ok", "p_share_service", "p_contact_support", "p_learning"]


def asked_of(**given_answers: Any) -> list[str]:
    slots: dict[str, Any] = {}
    asked = []
    while (field := next_question(slots)) is not None:
        asked.append(field)
        slots[field] = given_answers.get(field) or _any_answer(field)
    return asked


def _any_answer(field: str) -> Any:
    options = fields()[field].options
    return ("yes" if "yes" in options else next(iter(options))) if options else "something"


def test_short_path_asks_exactly_the_twelve_of_the_contract():
    asked = asked_of(p_contact_value="+64211234567", p_channel="call", talk_path="short")
    counted = [name for name in asked if fields()[name].path == "short" and fields()[name].part_of is None]
    assert counted == SHORT_PATH


def test_role_acknowledgements_and_safety_come_before_the_persons_own_words():
    assert asked_of(talk_path="short")[:5] == ["p_role", "p_ack_ai", "p_privacy_ok", "p_safe_now", "p_words"]


def test_every_consent_is_asked_by_itself():
    assert [name for name in asked_of(talk_path="short") if name in CONSENTS] == CONSENTS


def test_long_path_is_asked_only_by_choice():
    short, long = asked_of(talk_path="short"), asked_of(talk_path="long")
    assert not [name for name in short if fields()[name].path == "long"]
    assert {"p_questions", "p_depends", "p_expect", "p_exclude", "p_contact_not"} <= set(long)


def test_nobody_who_does_not_want_contact_is_asked_for_a_number():
    for answer in ("no", "not_yet"):
        asked = asked_of(p_contact_ok=answer, talk_path="long")
        assert not [n for n in asked if fields()[n].section == "contact" and n != "p_private_device"]


def test_voicemail_is_not_asked_of_someone_who_is_texted_or_emailed():
    assert "p_voicemail" not in asked_of(p_contact_value="+64211234567", p_channel="text")
    assert "p_voicemail" not in asked_of(p_contact_value="a@example.org")


def test_not_now_leads_on_and_offers_to_check_back():
    asked = asked_of(p_ready="not_now", talk_path="short")
    assert asked.index("p_check_back") > asked.index("p_ready")
    assert "p_share_ok" in asked


def test_who_speaks_for_someone_is_asked_whether_they_agree():
    assert "p_for_other" in asked_of(p_role="whanau", talk_path="short")
    assert "p_for_other" not in asked_of(p_role="harmed", talk_path="short")


def test_no_to_an_acknowledgement_stops_the_questions():
    for field in ("p_ack_ai", "p_privacy_ok"):
        slots = {"p_role": "harmed", "p_ack_ai": "yes"} | {field: "no"}
        assert (next_question(slots), stopped(slots)) == (None, field)


def test_who_only_looks_is_asked_nothing():
    assert next_question({"p_role": "looking"}) is None


def test_a_line_being_changed_is_asked_again_first():
    assert next_question({"p_role": "harmed", "p_ready": "ready", "talk_changing": "p_ready"}) == "p_ready"


def test_staff_are_never_asked_a_persons_questions():
    assert all(name == "p_role" or name.startswith("s_") for name in asked_of(p_role="staff"))


def test_never_asked_fields_stay_out_of_the_list():
    never = ("nhi", "birth", "dob", "address", "history", "diagnosis_name", "staff_name")
    assert not [name for name in fields() if any(word in name for word in never)]


def test_every_condition_of_the_list_is_known():
    assert {f.ask_if for f in fields().values() if f.ask_if} == set(PREDICATES)


@given(walks())
def test_no_question_is_asked_again_once_answered_or_skipped(states):
    for slots in states:
        asked = next_question(slots)
        assert asked is None or not answered(asked, slots)


@given(walks())
def test_progress_only_grows_and_ends_full(states):
    done = 0
    for before, slots in zip(states, states[1:], strict=False):
        if before.get("talk_path") != slots.get("talk_path"):
            done = 0
        now, of = progress(slots)
        assert done <= now <= of
        done = now
    if states[-1]["p_role"] != "staff" and not stopped(states[-1]):
        assert progress(states[-1])[0] == progress(states[-1])[1]
