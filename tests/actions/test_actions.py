"""Actions carry: each says what it should and hands on the right effect."""

from collections.abc import Callable
from typing import Any

import pytest

from actions.answering import ActionAnswerTopic, ActionBrowseTopics
from actions.asking import ValidateIntakeForm
from actions.going import ActionBegin, ActionGoOn, ActionResume
from actions.leaving import ActionForget
from actions.missing import ActionMissed
from actions.reviewing import ActionShowReview
from actions.safety import ActionStayWith
from actions.sending import ActionSendIntake, ActionUseCode
from actions.session import ActionSessionStart
from actions.taking import ActionTake
from intake import effects

pytestmark = pytest.mark.bot

NOW = {"context": {"now": "2026-11-23T10:00:00+13:00"}}
SENDABLE = {
    "p_role": "harmed",
    "p_words": "my words",
    "p_keep": "yes",
    "p_share_ok": "yes",
    "p_contact_ok": "no",
    "talk_return": "review",
    "turn_keep_days": "30",
    "turn_closed_days": "90",
}


def press(intent: str, **more: Any) -> dict[str, Any]:
    return {"button": {"intent": intent, **more}, **NOW}


def names(messages: list[dict[str, Any]]) -> list[str]:
    return [message["response"] for message in messages if message.get("response")]


def done(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    customs = [message.get("custom") or {} for message in messages]
    return [custom["effect"] for custom in customs if "effect" in custom]


def value(events: list[dict[str, Any]], slot: str) -> Any:
    return next(e["value"] for e in events if e["event"] == "slot" and e["name"] == slot)


def follow_up(events: list[dict[str, Any]]) -> str | None:
    return next((e["name"] for e in events if e["event"] == "followup"), None)


def test_a_session_starts_where_the_state_left_it(ran: Callable) -> None:
    kept = {"slots": {"p_role": "whanau", "not_ours": 1}, "form": "intake_form", "requested": "p_words"}
    _, events = ran(
        ActionSessionStart(), session_started_metadata={"state": kept}, p_role=None, requested_slot=None
    )
    assert value(events, "p_role") == "whanau"
    assert value(events, "requested_slot") == "p_words"
    assert {"event": "active_loop", "name": "intake_form", "timestamp": None} in events
    assert "not_ours" not in [e.get("name") for e in events]
    assert events[-1]["name"] == "action_listen"


def test_a_press_fills_its_slot(ran: Callable) -> None:
    _, events = ran(ActionTake(), turn=press("give_answer", slot="p_role", value="harmed"))
    assert value(events, "p_role") == "harmed"
    assert value(events, "turn_took") == ["p_role"]


def test_a_made_up_value_fills_nothing(ran: Callable) -> None:
    _, events = ran(ActionTake(), turn=press("give_answer", slot="p_role", value="king"))
    assert value(events, "turn_took") == []


def test_a_form_names_the_next_question_of_the_core(ran: Callable) -> None:
    slots = {"p_role": "harmed", "turn_took": ["p_role"]}
    _, events = ran(ValidateIntakeForm(), turn=press("give_answer"), **slots)
    assert value(events, "requested_slot") == "p_ack_ai"


def test_a_form_leaves_what_is_no_answer_to_the_rules(ran: Callable) -> None:
    _, events = ran(ValidateIntakeForm(), form="intake_form", turn=press("ask/cost"), turn_took=[])
    assert events[0]["event"] == "action_execution_rejected"


@pytest.mark.parametrize("answer", ["not_safe", "unsure"])
def test_not_safe_stops_the_questions(ran: Callable, answer: str) -> None:
    slots = {"p_safe_now": answer, "turn_took": ["p_safe_now"]}
    _, events = ran(ValidateIntakeForm(), form="intake_form", turn=press("give_answer"), **slots)
    assert value(events, "requested_slot") is None
    assert follow_up(events) == "action_stay_with"


def test_looking_is_asked_for_a_role_before_an_intake(ran: Callable) -> None:
    _, events = ran(ActionBegin(), turn=press("start_intake"), p_role="looking")
    assert value(events, "p_role") is None
    assert follow_up(events) == "intake_form"


def test_the_fit_check_makes_one_staff(ran: Callable) -> None:
    _, events = ran(ActionBegin(), turn=press("start_fit_check"))
    assert value(events, "p_role") == "staff"
    assert follow_up(events) == "fit_form"


def test_going_on_returns_to_the_open_question(ran: Callable) -> None:
    messages, _ = ran(ActionGoOn(), form="intake_form", requested_slot="p_words")
    assert names(messages) == ["utter_ask_p_words"]


def test_a_pause_before_the_questions_ends_where_the_person_was(ran: Callable) -> None:
    assert follow_up(ran(ActionResume())[1]) == "action_go_on"
    assert follow_up(ran(ActionResume(), p_ack_ai="yes")[1]) == "action_begin"


def test_the_second_miss_offers_a_person(ran: Callable) -> None:
    turn = {"state": {"slots": {"talk_misses": 1.0}}}
    messages, _ = ran(ActionMissed(), turn=turn)
    assert names(messages) == ["utter_missed_again"]


def test_an_answer_carries_its_source_and_where_to_go(ran: Callable) -> None:
    messages, _ = ran(ActionAnswerTopic(), turn=press("ask/apology"))
    assert names(messages)[0] == "utter_topic_apology"
    source = next(m for m in messages if m.get("response") == "utter_source")
    assert source["custom"]["type"] == "source"
    assert source["custom"]["title"] == source["title"]
    assert "-" not in source["checked"]
    assert all(b["press"]["intent"].startswith("ask/") for b in messages[-1]["buttons"])


def test_what_the_keeper_has_not_told_is_said_to_be_not_told(ran: Callable) -> None:
    messages, _ = ran(ActionAnswerTopic(), turn=press("ask/cost"))
    assert "utter_untold_cost" in names(messages)
    told = {"button": {"intent": "ask/cost"}, "context": {"service": {"service_cost": "nothing"}}}
    assert "utter_operator_cost" in names(ran(ActionAnswerTopic(), turn=told)[0])


def test_every_section_of_the_menu_opens(ran: Callable) -> None:
    messages, _ = ran(ActionBrowseTopics(), p_role="staff")
    for button in messages[0]["buttons"]:
        opened, _ = ran(ActionBrowseTopics(), turn={"button": button["press"]})
        assert opened[0]["buttons"]


def test_the_review_says_in_text_what_it_shows(ran: Callable) -> None:
    messages, _ = ran(ActionShowReview(), turn=NOW, **SENDABLE)
    shown = next(m for m in messages if (m.get("custom") or {}).get("type") == "summary")
    lines = [line for section in shown["custom"]["sections"] for line in section["lines"]]
    assert lines
    assert all(line["text"] in shown["text"] for line in lines)
    assert any(line["own_words"] and "my words" in line["text"] for line in lines)


def test_sending_needs_the_review_and_both_consents(ran: Callable) -> None:
    messages, _ = ran(ActionSendIntake(), turn=NOW, **SENDABLE)
    (sent,) = done(messages)
    effects.check(sent)
    consents = {c["id"]: c for c in sent["data"]["summary"]["consents"]}
    assert consents["keep"]["words"]
    for missing in ({"talk_return": None}, {"p_keep": "no"}, {"p_share_ok": "no"}):
        messages, _ = ran(ActionSendIntake(), turn=NOW, **SENDABLE | missing)
        assert done(messages) == []


def test_forgetting_empties_every_slot(ran: Callable) -> None:
    messages, events = ran(ActionForget(), p_words="mine", p_role="harmed")
    assert [e["kind"] for e in done(messages)] == ["erase"]
    assert {e["name"] for e in events} == {"p_words", "p_role"}


def test_a_code_is_awaited_by_name(ran: Callable) -> None:
    _, events = ran(ActionUseCode())
    assert value(events, "requested_slot") == "use_code"


@pytest.mark.parametrize("level", ["check", "crisis"])
def test_danger_of_any_kind_is_answered(ran: Callable, level: str) -> None:
    messages, _ = ran(ActionStayWith(), turn={"screened": {"level": level, "category": "no_such_kind"}})
    assert names(messages) == [f"utter_{level}"]
