"""Says one thing at a time and waits until nothing more will come for it."""

import asyncio
from collections.abc import Callable
from typing import Any

from commands.talking.client import ANSWER_SECONDS, Conversation, Event

Show = Callable[[Event], None]
GREETING_SECONDS = 10.0


async def greeting(talk: Conversation, show: Show) -> None:
    """Shows what comes until the guide has said its first words."""
    await until(talk, show, lambda name, data: name == "bot_uttered", GREETING_SECONDS)


async def settled(talk: Conversation, show: Show, seq: int) -> bool:
    """Shows what comes until the turn `seq` is done; False when that takes longer than a minute."""
    return await until(
        talk,
        show,
        lambda name, data: name == "turn_done" and max(data["seq"], data.get("through") or 0) >= seq,
        ANSWER_SECONDS,
    )


async def until(talk: Conversation, show: Show, over: Callable[[str, Any], bool], seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            while True:
                event = await talk.events.get()
                show(event)
                if over(*event):
                    drain(talk, show)
                    return True
    except TimeoutError:
        return False


def drain(talk: Conversation, show: Show) -> None:
    while not talk.events.empty():
        show(talk.events.get_nowait())
