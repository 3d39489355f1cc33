"""A stand-in for Rasa as a process of its own: keeps the contract of a turn and sends intakes."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from tests.frontdoor.rasa import FakeRasa, Turn, reply

SEND = "send it "


def answer(turn: Turn) -> dict[str, Any]:
    """Sends what comes after "send it" as an intake in the person's own words; says everything else again."""
    said = str(turn.get("text") or turn.get("button") or turn.get("picks"))
    count = turn["state"].get("slots", {}).get("count", 0) + 1
    effects = [{"kind": "submit_intake", "data": {"summary": summary(said)}}] if said.startswith(SEND) else []
    return reply(f"heard {said}", effects=effects, slots={"count": count})


def summary(said: str) -> dict[str, Any]:
    """The smallest summary that an intake can be."""
    return {
        **{"version": 1, "kind": "person", "role": "harmed", "sections": {}, "skipped": [], "concerns": []},
        **{"consents": [], "contact": {"ok": "yes", "channels": ["text"], "value": "021 555 0199"}},
        "own_words": {"p_words": said.removeprefix(SEND)},
    }


def main() -> None:
    """Serve on GUIDE_RASA_PORT until told to stop."""
    asyncio.run(_serve(int(os.environ["GUIDE_RASA_PORT"])))


async def _serve(port: int) -> None:
    fake = FakeRasa()
    fake.answer, fake._port = answer, port
    await fake.start()
    await asyncio.Event().wait()
