"""A tracker as an action gets it, and what the action said."""

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from intake import content

Ran = tuple[list[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture
def ran() -> Callable[..., Ran]:
    """Runs an action; returns (messages, events)."""

    def run(action: Action, form: str | None = None, turn: dict[str, Any] | None = None, **slots: Any) -> Ran:
        message = {"intent": {"name": None, "confidence": 1.0}, "entities": [], "metadata": turn or {}}
        if pressed := (turn or {}).get("button"):
            message["intent"]["name"] = pressed["intent"].partition("/")[0]
        loop = {"name": form} if form else {}
        tracker = Tracker("c1", slots, message, [], False, None, loop, "action_listen")
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker, {"responses": content.responses()})
        return dispatcher.messages, events

    return run
