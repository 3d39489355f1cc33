"""The published socket.io clients hold whole conversations, by the programs that docs/clients.md prints."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands.browsing import walk
from commands.browsing.examples import ANSWERS
from commands.browsing.words import Words
from commands.serving.temporary import Installation
from commands.setup import node
from tests.browser.client import PersonAtClient, program
from tests.browser.conftest import ROOT

OWN = "Kāore i kōrerotia mai – “nothing”, they said.\n\n  Two  spaces 👩🏽‍⚕️."
MODULES = ROOT / "web" / "node_modules"


@pytest.fixture(params=["js", "python"])
def start(
    request: pytest.FixtureRequest, house: Installation, tmp_path: Path
) -> Callable[[], PersonAtClient]:
    """Starts the client in this language; its person has just been greeted."""
    file = tmp_path / {"js": "client.mjs", "python": "client.py"}[request.param]
    file.write_text(program(request.param), "utf-8")
    if request.param == "python":
        return lambda: PersonAtClient([sys.executable, file, house.chat], tmp_path, os.environ["PATH"])
    (tmp_path / "node_modules").symlink_to(MODULES)
    return lambda: PersonAtClient(["node", file, house.chat], tmp_path, node.path())


@pytest.fixture
def client(start: Callable[[], PersonAtClient]) -> Iterator[PersonAtClient]:
    """Somebody at one of the two clients."""
    with start() as person:
        yield person


def test_a_whole_conversation_goes_from_the_greeting_to_a_code(client: PersonAtClient, words: Words) -> None:
    walk.begin(client, words, "harmed")
    walk.to_the_review(client, words, {**ANSWERS, "p_words": OWN})
    (summary,) = [one["custom"] for one in client.bot if one.get("custom", {}).get("type") == "summary"]
    lines = [line for section in summary["sections"] for line in section["lines"]]
    assert [line for line in lines if line["text"].endswith(OWN)]
    assert client.offered()
    walk.press(client, words, "send_intake")
    (receipt,) = [one["custom"] for one in client.bot if one.get("custom", {}).get("type") == "receipt"]
    assert receipt["reference"] in client.shown()
    assert receipt["code"] in client.shown()


def test_each_message_is_stored_once_and_caught_up_in_order(client: PersonAtClient) -> None:
    client.say({"message": "what is a restorative process?", "id": "one-and-only"})
    first = client.ack
    client.emit("user_uttered", {"message": "what is a restorative process?", "id": "one-and-only"})
    client.read(lambda event: event["event"] == "ack")
    assert client.new[-1]["data"] == first
    client.new = []
    client.emit("catch_up", {"since": 0})
    client.read(lambda event: event["event"].endswith("_uttered") and event["data"]["seq"] > first["seq"])
    numbers = [event["data"]["seq"] for event in client.new if event["event"].endswith("_uttered")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_after_leaving_the_session_opens_nothing(
    client: PersonAtClient, start: Callable[[], PersonAtClient]
) -> None:
    client.type("what is a restorative process?")
    client.emit("leave", {})
    with start() as another:
        own, until = another.session, time.monotonic() + 20
        while another.session in (own, client.session) and time.monotonic() < until:
            another.new = []
            another.emit("session_request", {"session_id": client.session, "since": 0})
            another.read(lambda event: event["event"] == "session_confirm")
        assert another.session not in (own, client.session)
        another.read(lambda event: event["event"] == "bot_uttered")
        assert another.bot[-1]["seq"] == 1


def test_a_person_hears_who_can_help_through_any_client(client: PersonAtClient) -> None:
    client.type("I want to kill myself")
    (card,) = [one for one in client.bot if one.get("custom", {}).get("type") == "safety"]
    assert card["custom"]["level"] == "crisis"
    assert "1737" in card["text"]
