"""The places where Rasa itself is made to behave differently.

A test compares `ORIGINALS` with the Rasa that they were written against; docs/decisions/0006 says why.
"""

import copy
import hashlib
import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

ORIGINALS: dict[str, Callable[..., Any]] = {
    "RemoteAction._validate_action_result": RemoteAction._validate_action_result,
    "Event.resolve_by_type": Event.resolve_by_type,
    "DialogueStateTracker.copy": DialogueStateTracker.copy,
}


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


def apply() -> None:
    """Put the changes in place. Done twice, it is done once."""
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(_event_class)
    Slot.__copy__ = _copied
    DialogueStateTracker.copy = _twin


def fingerprint(function: Callable[..., Any]) -> str:
    """sha256 of the function's source text."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()
