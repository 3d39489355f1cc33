"""The bare echo: the same web server and socket.io as the front door, and nothing behind. Run with a port."""

from __future__ import annotations

import itertools
import sys
from typing import Any

import socketio
from sanic import Sanic

from commands.benching.speaker import Line

SAID = "What is a restorative process?"


class EchoSpeaker:
    """Says one sentence again and again."""

    def __init__(self, url: str) -> None:
        self._line = Line(url, lambda _: None)

    async def open(self) -> None:
        await self._line.open()

    async def turn(self) -> float:
        return await self._line.say({"message": SAID})

    async def close(self) -> None:
        await self._line.close()


def build() -> Sanic[Any, Any]:
    """The app: acknowledges, says what was said, and that it is done."""
    app: Sanic[Any, Any] = Sanic("echo", configure_logging=False)
    sio = socketio.AsyncServer(async_mode="sanic", cors_allowed_origins=[])
    numbers = itertools.count(1)

    @sio.on("session_request")  # type: ignore[untyped-decorator]
    async def session(sid: str, _: dict[str, Any]) -> None:
        await sio.emit("session_confirm", sid, to=sid)

    @sio.on("user_uttered")  # type: ignore[untyped-decorator]
    async def uttered(sid: str, data: dict[str, Any]) -> dict[str, Any]:
        seq = next(numbers)
        sio.start_background_task(_answer, sio, sid, seq, data["message"])
        return {"ok": True, "seq": seq}

    sio.attach(app)
    return app


async def _answer(sio: socketio.AsyncServer, sid: str, seq: int, text: str) -> None:
    await sio.emit("bot_uttered", {"seq": seq, "text": text}, to=sid)
    await sio.emit("turn_done", {"seq": seq, "through": seq}, to=sid)


if __name__ == "__main__":
    build().run("127.0.0.1", int(sys.argv[1]), single_process=True, motd=False, access_log=False)
