"""Actions run in Rasa's process, and one that raises is an honest failure (hazards F7, B5)."""

import logging

import pytest

from components.in_process import ActionFailed, InProcessActions, failures

pytestmark = pytest.mark.bot

CANARY = "my father was hurt, my phone is 021 555 0123"
CALL = {"next_action": "action_raises", "tracker": {"sender_id": "c1", "slots": {}, "events": []}}


@pytest.fixture
def actions() -> InProcessActions:
    made = InProcessActions("actions", {"responses": {}})
    made._executor.register_function("action_raises", raises)
    made._executor.register_function("action_makes_up_an_event", makes_up_an_event)
    return made


def raises(dispatcher: object, tracker: object, domain: object) -> list:
    raise ValueError(CANARY)


def makes_up_an_event(dispatcher: object, tracker: object, domain: object) -> list:
    return [{"event": "no such event"}]


def test_the_package_is_found(actions: InProcessActions) -> None:
    assert "action_take" in actions.names


async def test_what_raised_is_noted_without_its_words(
    actions: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    noted: list[str] = []
    failures.set(noted)
    with caplog.at_level(logging.DEBUG), pytest.raises(ActionFailed) as failed:
        await actions.request(json=CALL)
    assert noted == [str(failed.value)]
    assert "action_raises: ValueError at test_in_process.py" in noted[0]
    assert failed.value.__cause__ is None
    assert CANARY not in caplog.text + str(failed.value)


async def test_an_action_that_nobody_wrote_is_a_failure(actions: InProcessActions) -> None:
    with pytest.raises(ActionFailed):
        await actions.request(json=CALL | {"next_action": "action_nobody_wrote"})


async def test_an_event_that_rasa_does_not_know_is_a_failure(actions: InProcessActions) -> None:
    noted: list[str] = []
    failures.set(noted)
    with pytest.raises(ActionFailed):
        await actions.request(json=CALL | {"next_action": "action_makes_up_an_event"})
    assert len(noted) == 1


async def test_events_and_responses_come_back(actions: InProcessActions) -> None:
    answer = await actions.request(json=CALL | {"next_action": "action_use_code"})
    assert answer["responses"][0]["response"] == "utter_use_code"
    assert answer["events"][0]["value"] == "use_code"
