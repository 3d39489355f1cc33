"""The places where Rasa itself is made to behave differently.

A test compares `ORIGINALS` with the Rasa that they were written against; docs/decisions/0006 says why.
"""

import copy
import hashlib
import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import rasa.shared.utils.io
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

ORIGINALS: dict[str, Callable[..., Any]] = {
    "RemoteAction._validate_action_result": RemoteAction._validate_action_result,
    "Event.resolve_by_type": Event.resolve_by_type,
    "DialogueStateTracker.copy": DialogueStateTracker.copy,
    "read_yaml": rasa.shared.utils.io.read_yaml,
    "Message.__init__": Message.__init__,
}
_parsed: dict[tuple[str, str], Any] = {}


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Nothing: `in_process` has looked at it, and a failure counts there."""
    return True


def _copied(self: Slot) -> Slot:
    """What `copy.copy` makes of a slot, without pickling: a tracker copies each some seven times a turn."""
    made = type(self).__new__(type(self))
    made.__dict__.update(self.__dict__)
    return made


def _twin(self: DialogueStateTracker) -> DialogueStateTracker:
    """What Rasa's own `copy` makes by running every event once more through a new tracker, without that."""
    made = type(self).__new__(type(self))
    made.__dict__.update(self.__dict__)
    made.events = self._create_events(list(self.events))
    made.slots = {name: _copied(slot) for name, slot in self.slots.items()}
    made.latest_action = dict(self.latest_action or {})
    made.active_loop = copy.copy(self.active_loop)
    made.sender_source = made.model_id = made.assistant_id = None
    return made


@cache
def _event_class(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """As Rasa's own, which walks through every class of event again for each event that an action returns."""
    return ORIGINALS["Event.resolve_by_type"](type_name, default)


def _parsed_once(content: str, reader_type: str | list[str] = "safe") -> Any:
    """As Rasa's own, which parses each file four times in a training, and the schema anew for each file."""
    asked = (content, str(reader_type))
    if asked not in _parsed:
        _parsed[asked] = ORIGINALS["read_yaml"](content, reader_type)
    return copy.deepcopy(_parsed[asked])


def _example_copied(self: Message, memo: dict[int, Any]) -> Message:
    """A deep copy without a look into texts: Rasa copies all examples a dozen times while it merges them."""
    made = type(self).__new__(type(self))
    made.__dict__.update(self.__dict__)
    made.data = {
        name: told if isinstance(told, str) else copy.deepcopy(told, memo) for name, told in self.data.items()
    }
    made.features = copy.deepcopy(self.features, memo)
    made.output_properties = set(self.output_properties)
    return made


def apply_to_training() -> None:
    """Put the changes in place that make training quick. Done twice, it is done once."""
    rasa.shared.utils.io.read_yaml = _parsed_once
    Message.__deepcopy__ = _example_copied


def apply() -> None:
    """Put the changes in place that the server needs. Done twice, it is done once."""
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(_event_class)
    Slot.__copy__ = _copied
    DialogueStateTracker.copy = _twin


def fingerprint(function: Callable[..., Any]) -> str:
    """sha256 of the function's source text."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()
