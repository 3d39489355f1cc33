"""One turn: (state, message) in, (messages, effects, state) out; nothing stays behind."""

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import DEFAULT_SLOT_NAMES, REQUESTED_SLOT
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components import in_process, presses
from components.output import TurnOutput
from components.typed import as_typed, for_reading
from intake import meaning

STATE_VERSION = 1

THIS_TURN = "turn_"  # slots of this name end with the turn

DANGER = {"crisis": "signal_crisis", "check": "signal_concern"}


class TurnFailed(Exception):
    """The turn could not be finished; nothing of it may be kept."""


class StateNotReadable(Exception):
    """The state was written by a newer guide, or by one too old to carry on from."""


def check_state(state: dict[str, Any]) -> None:
    """Raise StateNotReadable unless `state` is new, of this version or of the one before."""
    version = state.get("v", STATE_VERSION)
    if version not in (STATE_VERSION, STATE_VERSION - 1):
        raise StateNotReadable(f"state version {version}")


async def take(processor: MessageProcessor, turn: dict[str, Any]) -> dict[str, Any]:
    """Answer one message by the contract of docs/contracts (contracts.md 4).

    Raises StateNotReadable, or TurnFailed when any action raised or Rasa ran in circles.
    """
    check_state(turn.get("state") or {})
    failed: list[str] = []
    in_process.failures.set(failed)
    processor.on_circuit_break = lambda *_: failed.append("ran in circles")
    output = TurnOutput()
    parse = await _parse(processor, turn)
    tracker = await processor.log_message(_message(turn, parse, output), should_save_tracker=False)
    tracker = await processor.run_action_extract_slots(output, tracker)
    await processor._run_prediction_loop(output, tracker)
    if not output.messages:
        failed.append("nothing was said")
    if failed:
        raise TurnFailed("; ".join(failed))
    return {
        "messages": output.messages,
        "effects": output.effects,
        "state": _state(tracker),
        "understood": _understood(turn, parse) | {"said": _said(tracker)},
    }


async def _parse(processor: MessageProcessor, turn: dict[str, Any]) -> dict[str, Any]:
    if pressed := turn.get("button") or (turn.get("picks") or [None])[0]:
        return presses.parsed(pressed)
    message = UserMessage(for_reading(turn["text"]), metadata={"role": turn.get("role")})
    parse = await processor.parse_message(message)
    for found in parse.get("entities") or ():
        found["text"] = as_typed(turn["text"], found["start"], found["end"])
    level = (turn.get("screened") or {}).get("level", "none")
    if level in DANGER:
        parse["intent"] = {"name": DANGER[level], "confidence": 1.0}
    elif said := meaning.meant(turn.get("state") or {}, _as_read(parse), turn["text"], _has_sent(turn)):
        parse["intent"] = {"name": said, "confidence": 1.0}
    return parse


def _as_read(parse: dict[str, Any]) -> dict[str, Any]:
    """The parse as `intake` knows it: the intent by its name."""
    return parse | {"intent": parse["intent"]["name"], "confidence": parse["intent"]["confidence"]}


def _has_sent(turn: dict[str, Any]) -> bool:
    return bool((turn.get("context") or {}).get("case"))


def _message(turn: dict[str, Any], parse: dict[str, Any], output: TurnOutput) -> UserMessage:
    kept = ("text", "button", "picks", "role", "screened", "state", "context", "locale")
    metadata = {key: turn.get(key) for key in kept} | {"topics": parse.get("topics") or []}
    return UserMessage(
        for_reading(turn.get("text") or ""),
        output_channel=output,
        sender_id=turn["conversation"],
        input_channel=output.name(),
        parse_data=parse,
        metadata=metadata,
    )


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    slots = {
        name: value
        for name, value in tracker.current_slot_values().items()
        if value is not None and name not in DEFAULT_SLOT_NAMES and not name.startswith(THIS_TURN)
    }
    return {
        "v": STATE_VERSION,
        "slots": slots,
        "form": tracker.active_loop_name,
        "requested": tracker.get_slot(REQUESTED_SLOT),
    }


def _said(tracker: DialogueStateTracker) -> list[str]:
    """The names of the responses, in order: what a test may hold, where the words may change."""
    uttered = (e for e in tracker.events if isinstance(e, BotUttered))
    return [e.metadata["utter_action"] for e in uttered if e.metadata.get("utter_action")]


def _understood(turn: dict[str, Any], parse: dict[str, Any]) -> dict[str, Any]:
    return {
        "intent": parse["intent"]["name"],
        "confidence": parse["intent"]["confidence"],
        "topic": parse.get("topic"),
        "safety": turn.get("screened"),
    }
