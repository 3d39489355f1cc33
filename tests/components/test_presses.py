"""A button's payload, read as a press."""

import pytest

from components import presses

pytestmark = pytest.mark.bot


def test_a_payload_names_an_intent() -> None:
    assert presses.from_payload("/want_person") == {"intent": "want_person"}


def test_a_payload_fills_one_slot() -> None:
    press = presses.from_payload('/give_answer{"p_role": "harmed"}')
    assert press == {"intent": "give_answer", "slot": "p_role", "value": "harmed"}


@pytest.mark.parametrize("payload", ["want_person", "/", "/a{", '/a{"b": 1, "c": 2}', ""])
def test_anything_else_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="button|Expecting|delimiter|property"):
        presses.from_payload(payload)


def test_a_press_parses_as_its_intent_for_certain() -> None:
    parsed = presses.parsed({"intent": "give_answer", "slot": "p_role", "value": "harmed"})
    assert parsed["intent"] == {"name": "give_answer", "confidence": 1.0}
