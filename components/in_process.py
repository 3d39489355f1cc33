"""Calls the project's actions in this process, where Rasa would have sent an HTTP request.

One call over HTTP cost about as much as the rest of the turn (docs/decisions/0006-rasa-changes.md).
"""

import traceback
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import structlog
from rasa.shared.core.events import Event
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

log = structlog.get_logger()

failures: ContextVar[list[str]] = ContextVar("failures")


class ActionFailed(RasaException):
    """An action raised. Rasa itself would log this and go on as if it had run (hazards F7)."""


class InProcessActions(EndpointConfig):
    """An action endpoint whose `request` runs the action here and notes every failure in `failures`."""

    def __init__(self, package: str, domain: dict[str, Any]) -> None:
        super().__init__(url="in-process://actions", enable_selective_domain=True)
        self._domain = domain
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    @property
    def names(self) -> set[str]:
        """Names of the actions found in the package."""
        return set(self._executor.actions)

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Run the action that `json` names; returns `{events, responses}`.

        Raises ActionFailed, which holds the action's name and the error's kind but none of its text.
        """
        call = {"domain": self._domain, **(json or {})}
        try:
            result = await self._executor.run(call)
            _refuse_unknown(result["events"])
        except Exception as error:
            failure = _described(call.get("next_action"), error)
            failures.get([]).append(failure)
            log.error("action_failed", failure=failure)
            # the cause stays behind: its text may hold a person's words, and Rasa logs what it catches
            raise ActionFailed(failure) from None
        return result


def _refuse_unknown(events: list[dict[str, Any]]) -> None:
    """Raise ValueError for an event that Rasa does not know."""
    for event in events:
        Event.resolve_by_type(event["event"])


def _described(action: str | None, error: Exception) -> str:
    """The action, the kind of error and where it came from; none of the error's own text."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{action}: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
