"""talk [--json] [--url URL]: a conversation in the terminal, as a browser would have it.

A typed number presses the choice with that number; `1, 3` picks two. The end of the input ends the talk.

With --json, for programs. Each line of standard input is one thing to do, done after the turn before it:
  {"message": "text"}                    says it
  {"press": 2}  {"press": [1, 3]}        presses by number, since the last thing said
  {"press": "I was harmed"}              presses by title
  {"emit": "catch_up", "data": {...}}    sends any event as it is
  any other line                         is said as it stands
Each line of standard output is one event, {"event": NAME, "data": ...}: those of the front door as they
came, `bot_uttered` with "choices": [{"number", "title"}] beside its data; "ack" with the acknowledgement of
what was sent; "late" with the seq that was not answered within a minute.
"""

import argparse
import asyncio
import json
import sys
from typing import Any

from commands.serving import addresses
from commands.talking.choices import Choices
from commands.talking.client import Conversation
from commands.talking.lines import Lines
from commands.talking.screen import Screen
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide talk", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true", help="JSON lines, for programs")
    parser.add_argument("--url", help="the front door's address (default: this installation's own)")
    chosen = parser.parse_args(arguments)
    settings = load()
    url = chosen.url or addresses.inner(settings, settings.port)
    return asyncio.run(talk(url, chosen.json))


async def talk(url: str, as_json: bool) -> int:
    """Until the input ends: one thing is said, then everything that comes for it is shown."""
    choices = Choices()
    shown = Lines(choices) if as_json else Screen(choices)
    conversation = Conversation(url, shown.show)
    await conversation.open()
    while line := await asyncio.to_thread(next_line, as_json):
        event, data = wanted(line.rstrip("\n"), choices, as_json)
        choices.clear()
        said = await (conversation.say(data) if event is None else conversation.emit(event, data))
        shown.show(("ack", said))
        if isinstance(said, dict) and said.get("ok") and not await conversation.settled(said["seq"]):
            shown.show(("late", {"seq": said["seq"]}))
    await conversation.close()
    return 0


def next_line(as_json: bool) -> str:
    if not as_json and sys.stdin.isatty():
        print("\n> ", end="", flush=True)
    return sys.stdin.readline()


def wanted(line: str, choices: Choices, as_json: bool) -> tuple[str | None, Any]:
    """The event to send (None: something said) and its data."""
    asked = asked_for(line) if as_json else {}
    if "emit" in asked:
        return asked["emit"], asked.get("data")
    if "press" in asked:
        return None, choices.pressed_by(asked["press"])
    if "message" in asked:
        return None, {"message": asked["message"]}
    return None, (None if as_json else choices.pressed(line)) or {"message": line}


def asked_for(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}
