"""A stand-in for Rasa that keeps the contract of a turn, or breaks it as told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

SECRET = "a-secret-of-at-least-thirty-two-signs"
Turn = dict[str, Any]
Reply = dict[str, Any]


def reply(*messages: dict[str, Any] | str, effects: list[Any] | None = None, **state: Any) -> Reply:
    """An answer to the contract; `state` overrides parts of the next state."""
    said = [{"text": message} if isinstance(message, str) else message for message in messages]
    following = {"v": 1, "slots": {}, "form": None, "requested": None} | state
    return {"messages": said, "effects": effects or [], "state": following, "understood": {"intent": "ask"}}


def echo(turn: Turn) -> Reply:
    """Says the text again, or what was pressed; counts turns in a slot, so that lost state shows."""
    count = turn["state"].get("slots", {}).get("count", 0) + 1
    said = turn.get("text") or str(turn.get("button") or turn.get("picks"))
    return reply(f"heard {said}", slots={"count": count})


class FakeRasa:
    """`answer` makes the reply; `fault` is None, "refused", "slow", "500", "409", "garbage" or "empty"."""

    def __init__(self) -> None:
        self.answer: Callable[[Turn], Reply] = echo
        self.fault: str | None = None
        self.asked: list[Turn] = []
        self.hold = asyncio.Event()
        self.hold.set()
        self.at_once = self.most_at_once = 0
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/webhooks/turn/", self._turn)
        app.router.add_get("/webhooks/turn/", self._health)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._port or self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            return web.json_response({"error": "not for you"}, status=401)
        turn = await request.json()
        self.asked.append(turn)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.hold.wait()
            return await self._faulty(turn)
        finally:
            self.at_once -= 1

    async def _faulty(self, turn: Turn) -> web.StreamResponse:
        if self.fault == "slow":
            await asyncio.sleep(30)
        if self.fault in ("500", "409", "400"):
            return web.json_response({"error": "turn failed"}, status=int(self.fault))
        if self.fault == "garbage":
            return web.Response(text="<html>oh</html>", content_type="text/html")
        if self.fault == "empty":
            return web.json_response({"messages": [{"text": "half"}]})
        return web.json_response(self.answer(turn))
