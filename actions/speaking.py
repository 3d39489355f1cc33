"""How an action speaks: by the names of responses, or by effects for the front door."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from intake import words

Domain = Mapping[str, Any]


def written(domain: Domain, name: str) -> bool:
    """Whether `data/responses/` holds a response of this name."""
    return name in domain["responses"]


def say(dispatcher: CollectingDispatcher, *names: str) -> None:
    """Utter the responses, in order."""
    for name in names:
        dispatcher.utter_message(response=name)


def say_if_written(dispatcher: CollectingDispatcher, domain: Domain, *names: str) -> bool:
    """Utter the first of the responses that somebody wrote; True when one was."""
    name = next((name for name in names if written(domain, name)), None)
    if name:
        say(dispatcher, name)
    return name is not None


def title(responses: Mapping[str, Any], name: str, line: str, slots: Mapping[str, Any]) -> str:
    """The words of a button about one line of the summary."""
    said = words.text(responses, name, slots)
    return words.filled(said, {"label": words.name_of(responses, line, slots)})


def effect(dispatcher: CollectingDispatcher, kind: str, data: Mapping[str, Any]) -> None:
    """Hand the front door something to carry out. An action itself never reaches out."""
    dispatcher.utter_message(custom={"effect": {"kind": kind, "data": dict(data)}})
