"""What the person needs, hopes and fears is asked, said back line by line, and closes no other way."""

from typing import Any

import pytest

from tests.conversations.talk import Talk, at, at_the_review

pytestmark = pytest.mark.bot

OWN = "Somebody to sit down with me and say what happened."
TOLD: dict[str, dict[str, Any]] = {
    "row 20, needs and own words": {"p_needs": ["heard", "answers"], "p_needs_words": OWN},
    "row 21, hopes, questions, what must not happen": {"p_hope": OWN, "p_questions": OWN, "p_avoid": OWN},
    "row 22, free choice and dependence": {"p_pressure": "some", "p_depends": "yes"},
    "row 23, not yet": {"p_ready": "not_now"},
    "row 24, who to have there and not": {"p_include": OWN, "p_exclude": OWN, "p_support": "want"},
    "row 25, what is expected": {"p_expect": "hard"},
    "row 26, other ways that run beside": {"p_other_routes": ["hdc", "acc", "lawyer"]},
    "row 63, tikanga, language, access": {
        "p_culture": ["tikanga", "faith"],
        "p_language": ["nzsl", "interpreter"],
        "p_access": ["reading"],
    },
}


@pytest.mark.parametrize("row", TOLD)
def test_rows_20_to_26_and_63_what_was_told_stands_in_the_review_line_by_line(talk: Talk, row: str) -> None:
    at_the_review(talk, talk_path="long", **TOLD[row]).presses("review_answers")
    lines = {line["id"]: line for line in talk.lines}
    assert set(TOLD[row]) - {"p_needs_words"} <= set(lines)
    assert all(line.get("change") for name, line in lines.items() if name in TOLD[row])
    for words in (value for value in TOLD[row].values() if isinstance(value, str) and value == OWN):
        assert words in talk.text


@pytest.mark.parametrize("routes", [["hdc"], ["acc", "coroner"], ["police", "lawyer"], ["service_complaint"]])
def test_row_26_another_way_already_begun_shuts_nothing_out(talk: Talk, routes: list[str]) -> None:
    at(talk, "p_other_routes").picks("p_other_routes", *routes)
    assert talk.slots["p_other_routes"] == routes
    assert talk.asked == "p_contact_ok"


def test_row_22_pressure_is_met_before_the_next_question(talk: Talk) -> None:
    at(talk, "p_pressure").answers("p_pressure", "yes")
    assert talk.said[0] == "utter_heard_p_pressure_yes"
    assert talk.asked == "p_ready"


def test_row_23_not_yet_is_a_good_answer_and_asks_when_to_be_in_touch(talk: Talk) -> None:
    at(talk, "p_ready").answers("p_ready", "not_now")
    assert talk.asked == "p_other_routes"
    at(
        talk,
        "p_check_back",
        p_ready="not_now",
        p_contact_ok="yes",
        p_contact_value="021 555 0123",
        p_channel="text",
    )
    talk.presses("give_answer", "p_check_back", "month_1")
    assert talk.slots["p_check_back"] == "month_1"


def test_row_25_that_the_others_may_say_no_is_said_before_it_is_asked(talk: Talk) -> None:
    at(talk, "p_worry", talk_path="long").presses("skip_question")
    assert talk.asked == "p_expect"
    assert "may" in talk.text
