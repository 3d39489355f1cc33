"""A turn is finished or it failed; there is nothing in between."""

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from components import in_process, turn

pytestmark = pytest.mark.bot

DOMAIN = Domain.from_dict(
    {
        "slots": {
            name: {"type": "text", "mappings": [{"type": "custom"}]}
            for name in ("p_words", "turn_took", "talk_path")
        },
        "forms": {"intake_form": {"required_slots": ["p_words"]}},
    }
)


class Processor:
    """Stands in for Rasa's: says what it is told to, notes what it was asked to read."""

    def __init__(self, says: list[dict[str, Any]] | None = None, fails: str | None = None) -> None:
        self.says, self.fails, self.read = says or [], fails, []

    async def parse_message(self, message: Any) -> dict[str, Any]:
        self.read.append(message.text)
        return {"text": message.text, "intent": {"name": "greet", "confidence": 0.9}, "entities": []}

    async def log_message(self, message: Any, should_save_tracker: bool) -> DialogueStateTracker:
        self.message = message
        events = [SlotSet("p_words", "kept"), SlotSet("turn_took", "gone"), ActiveLoop("intake_form")]
        said = BotUttered("hello", metadata={"utter_action": "utter_greet"})
        return DialogueStateTracker.from_events("c1", [*events, said], slots=DOMAIN.slots)

    async def run_action_extract_slots(self, output: Any, tracker: Any) -> Any:
        return tracker

    async def _run_prediction_loop(self, output: Any, tracker: Any) -> None:
        for message in self.says:
            await output.send_response("c1", message)
        if self.fails:
            in_process.failures.get().append(self.fails)


def asked(**more: Any) -> dict[str, Any]:
    return {"conversation": "c1", "seq": 1, "text": "hello", "state": {}, **more}


async def test_a_turn_answers_with_messages_and_the_next_state() -> None:
    answer = await turn.take(Processor([{"text": "hello"}]), asked())
    assert answer["messages"] == [{"text": "hello"}]
    assert answer["state"] == {
        "v": 1,
        "slots": {"p_words": "kept"},
        "form": "intake_form",
        "requested": None,
    }
    assert answer["understood"]["said"] == ["utter_greet"]


async def test_silence_is_a_failure() -> None:
    with pytest.raises(turn.TurnFailed):
        await turn.take(Processor([]), asked())


async def test_an_action_that_failed_fails_the_turn_whatever_was_said() -> None:
    with pytest.raises(turn.TurnFailed, match="action_x"):
        await turn.take(Processor([{"text": "hello"}], fails="action_x: ValueError"), asked())


@pytest.mark.parametrize(("level", "intent"), [("crisis", "signal_crisis"), ("check", "signal_concern")])
async def test_danger_outranks_what_was_read(level: str, intent: str) -> None:
    processor = Processor([{"text": "hello"}])
    answer = await turn.take(processor, asked(screened={"level": level, "category": "unsure"}))
    assert answer["understood"]["intent"] == intent


async def test_a_press_is_not_read_at_all() -> None:
    processor = Processor([{"text": "hello"}])
    body = asked(button={"intent": "give_answer", "slot": "p_role", "value": "harmed"})
    del body["text"]
    answer = await turn.take(processor, body)
    assert processor.read == []
    assert answer["understood"]["intent"] == "give_answer"


async def test_typed_text_reaches_rasa_as_a_copy_and_the_action_byte_for_byte() -> None:
    processor = Processor([{"text": "hello"}])
    await turn.take(processor, asked(text="  /Whānau "))
    assert processor.read == ["whanau"]
    assert processor.message.metadata["text"] == "  /Whānau "


@pytest.mark.parametrize("version", [2, 99, -1])
async def test_a_state_that_cannot_be_read_is_refused(version: int) -> None:
    with pytest.raises(turn.StateNotReadable):
        await turn.take(SimpleNamespace(), asked(state={"v": version}))
