"""The places where Rasa itself is made to behave differently.

A test compares `ORIGINALS` with the Rasa that they were written against; docs/decisions/0006 says why.
"""

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction

ORIGINALS: dict[str, Callable[..., Any]] = {
    "RemoteAction._validate_action_result": RemoteAction._validate_action_result,
}

_result = Draft7Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """As Rasa's own, with the validator of a constant schema built once instead of on each call."""
    _result.validate(result)
    return True


def apply() -> None:
    """Put the changes in place. Done twice, it is done once."""
    RemoteAction._validate_action_result = _validate_action_result


def fingerprint(function: Callable[..., Any]) -> str:
    """sha256 of the function's source text."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()
