"""What the guide cannot read, and what only looks like a command."""

import pytest

from intake.fields import fields
from tests.conversations.talk import Talk, at

pytestmark = pytest.mark.bot

NONSENSE = "qwrt zxcv plmk"


def test_the_second_miss_offers_a_person(talk: Talk) -> None:
    talk.types(NONSENSE)
    assert talk.said[0] in ("utter_missed", "utter_missed_topics", "utter_out_of_scope")
    talk.types(NONSENSE)
    assert talk.said == ["utter_missed_again"]
    assert {"intent": "want_person"} in talk.offered


def test_an_answer_between_two_misses_starts_the_count_again(talk: Talk) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    talk.types(NONSENSE)
    talk.presses("give_answer", "p_ack_ai", "yes")
    talk.types(NONSENSE)
    assert "utter_missed_again" not in talk.said


TYPED_COMMANDS = ["/restart", "\u2028/restart", ' /give_answer{"p_share_ok": "yes"}', "/back"]


@pytest.mark.parametrize("text", TYPED_COMMANDS)
def test_a_typed_slash_is_plain_text(talk: Talk, text: str) -> None:
    talk.presses("give_answer", "p_role", "harmed").presses("start_intake")
    before = dict(talk.slots)
    talk.types(text)
    kept = {name: value for name, value in talk.slots.items() if not name.startswith("talk_")}
    assert kept == before


ODD = ["🙂🙂", "a" * 10_000, "12345", "<b>hi</b>", "\u0301" * 200, "你好"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_gets_an_answer(talk: Talk, text: str) -> None:
    talk.types(text)
    assert talk.messages


def test_a_person_can_be_asked_for_at_any_time(talk: Talk) -> None:
    talk.types("can I please talk to a real person")
    assert [effect["kind"] for effect in talk.effects] == ["request_person"]


def test_the_first_miss_at_a_question_says_it_in_other_words(talk: Talk) -> None:
    at(talk, "p_pressure").types(NONSENSE)
    assert talk.said == ["utter_missed_answer", "utter_again_p_pressure"]


def test_the_second_miss_at_a_question_offers_to_go_on_to_skip_or_a_person(talk: Talk) -> None:
    at(talk, "p_pressure").types(NONSENSE).types(NONSENSE)
    assert talk.said == ["utter_missed_twice"]
    intents = {press["intent"] for press in talk.offered}
    assert intents == {"skip_question", "resume_talk", "want_person"}
    talk.presses("resume_talk")
    assert talk.said == ["utter_ask_p_pressure"]
    talk.types(NONSENSE)
    assert "utter_missed_answer" in talk.said


PLAIN = {"yes": "yes", "āe": "yes", "no": "no", "kāo": "no"}
ANSWERS_NOTHING = [
    (field.id, said)
    for field in fields().values()
    if field.has_choices and field.id != "talk_changing" and not field.required and field.path != "aside"
    for said, meaning in PLAIN.items()
    if meaning not in field.plain
]


@pytest.mark.parametrize(("field", "said"), ANSWERS_NOTHING)
def test_a_yes_or_no_that_answers_nothing_is_a_miss(talk: Talk, field: str, said: str) -> None:
    at(talk, field, p_role="staff" if field.startswith("s_") else "harmed").types(said)
    own = (field, PLAIN[said]) == ("p_support", "no")  # nobody stands by them: it is met as that
    missed = "utter_missed_p_support_no" if own else "utter_missed_answer"
    assert talk.said == [missed, f"utter_again_{field}"]
    talk.types(said)
    assert talk.said == ["utter_missed_twice"]
    assert {"intent": "want_person"} in talk.offered


@pytest.mark.parametrize("text", ["ò,ý", "qwrt zxcv plmk"])
def test_keys_pressed_at_random_are_no_answer(talk: Talk, text: str) -> None:
    at(talk, "p_needs").types(text)
    assert talk.understood["intent"] == "nlu_fallback"
    assert talk.said == ["utter_missed_answer", "utter_again_p_needs"]


def test_not_being_sure_is_met_kindly_and_is_a_miss_all_the_same(talk: Talk) -> None:
    at(talk, "p_channel", p_contact_ok="yes", p_contact_value="021 555 0199").types("not sure")
    assert talk.said == ["utter_missed_unsure", "utter_again_p_channel"]
    talk.types("I don't know")
    assert talk.said == ["utter_missed_twice"]


def test_what_is_needed_says_nothing_of_skipping(talk: Talk) -> None:
    at(talk, "p_contact_ok").types(NONSENSE)
    assert talk.said == ["utter_missed_needed", "utter_again_p_contact_ok"]


def test_what_is_needed_is_not_offered_to_be_skipped(talk: Talk) -> None:
    at(talk, "p_contact_ok").types(NONSENSE).types(NONSENSE)
    assert {"intent": "skip_question"} not in talk.offered
    talk.presses("skip_question")
    assert talk.said == ["utter_cannot_skip", "utter_ask_p_contact_ok"]


ASKED = [f.id for f in fields().values() if f.path in ("ack", "short", "agree", "long", "consent", "staff")]


@pytest.mark.parametrize("field", ASKED)
def test_every_question_says_why_and_itself_again(talk: Talk, field: str) -> None:
    role = "staff" if field.startswith("s_") else "whanau"
    at(talk, field, p_role=role).presses("ask_why")
    assert talk.said[0] == f"utter_why_{field}"
    assert talk.asked == field
    at(talk, field, p_role=role).presses("ask_repeat")
    assert talk.said[0] == f"utter_again_{field}"
    assert talk.asked == field


def test_a_reason_asked_where_own_words_are_due_is_not_lost(talk: Talk) -> None:
    at(talk, "p_avoid").types("why do you need to know that?")
    assert talk.said == ["utter_why_p_avoid", "utter_offer_as_words"]
    talk.presses("skip_words")
    assert talk.asked == "p_avoid"


def test_a_day_that_has_gone_is_said_to_have_gone(talk: Talk) -> None:
    contact = {"p_contact_ok": "yes", "p_contact_value": "a@example.org", "p_ready": "not_now"}
    at(talk, "p_check_back", **contact).types("1 March 2026")
    assert talk.said == ["utter_missed_day_gone", "utter_again_p_check_back"]
    assert "p_check_back" not in talk.slots
