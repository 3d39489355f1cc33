"""The words of the staff check say no more than staff said: not known is told as not known."""

import re

import pytest

from tests.content import shelf

FIT = shelf.read("content/fit.yml")
UNKNOWN = {q: table["unknown"] for q, table in FIT["effects"].items() if table["unknown"] != "OK"}
OPEN = re.compile(
    r"\b(?:not known|nobody knows|may|not clear|nobody is sure|not sure|not settled)\b", re.IGNORECASE
)


def reason(question: str, answer: str, effect: str) -> str:
    key = FIT["own_reasons"].get(question, {}).get(answer, f"{question}_{effect.lower()}")
    responses = shelf.everything().responses
    assert responses[f"utter_fit_next_{key}"][0]["text"]
    return responses[f"utter_fit_reason_{key}"][0]["text"]


@pytest.mark.parametrize("question", UNKNOWN)
def test_what_staff_do_not_know_is_not_told_back_as_if_it_were_so(question: str) -> None:
    effects = {UNKNOWN[question], "COND"} if question in FIT["unlocked_by_indirect"] else {UNKNOWN[question]}
    for effect in effects:
        assert OPEN.search(reason(question, "unknown", effect)), reason(question, "unknown", effect)


def test_wanted_in_place_of_a_right_is_called_pressure_and_a_reason_to_stop() -> None:
    for words in (
        reason("q03", "instead", "STOP"),
        shelf.everything().responses["utter_heard_s_fit_q03_instead"][0]["text"],
        shelf.variants("both")[1],
    ):
        assert "pressure, and a reason to stop" in words
