"""What Rasa says, collected for the front door."""

import pytest

from components.output import TurnOutput

pytestmark = pytest.mark.bot


async def said(*messages: dict) -> TurnOutput:
    output = TurnOutput()
    for message in messages:
        await output.send_response("anyone", message)
    return output


async def test_a_blank_line_parts_messages_and_buttons_stay_with_the_last() -> None:
    output = await said({"text": "One.\n\nTwo.\n", "buttons": [{"title": "Go", "payload": "/resume_talk"}]})
    assert output.messages == [
        {"text": "One."},
        {"text": "Two.", "buttons": [{"title": "Go", "press": {"intent": "resume_talk"}}]},
    ]


async def test_an_effect_is_not_a_message() -> None:
    effect = {"kind": "erase", "data": {"what": "all"}}
    output = await said({"custom": {"effect": effect}})
    assert output.effects == [effect]
    assert output.messages == []


async def test_an_empty_response_says_nothing() -> None:
    assert (await said({"text": "\n\n\n\n"})).messages == []
