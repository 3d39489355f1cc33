"""Puts the front door together: one Sanic app, one socket.io server."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Sanic

from frontdoor import keeping_up, routes, sockets, sweeping, waiting
from frontdoor.arrivals import Arrivals
from frontdoor.delivery import Delivery
from frontdoor.listening import Identifying, Listener
from frontdoor.pages import Pages
from frontdoor.parts import Parts
from frontdoor.return_code import ReturnCodes
from frontdoor.sockets import FRAME_BYTES, Sockets
from frontdoor.tasks import Tasks
from frontdoor.turns import Turns
from ground import logging

SLOWEST_REQUEST_S = 10
DRAIN_S = 8.0

log = logging.get("frontdoor")


def build(parts: Parts, identifying: Identifying, name: str = "frontdoor") -> Sanic:
    """The app, ready to be run in one process; `identifying` is `language.redaction.identifying`."""
    app = Sanic(name, configure_logging=False)
    app.config.update(
        ACCESS_LOG=False,
        FALLBACK_ERROR_FORMAT="text",
        GRACEFUL_SHUTDOWN_TIMEOUT=DRAIN_S,
        KEEP_ALIVE_TIMEOUT=30,
        REQUEST_MAX_SIZE=FRAME_BYTES,
        REQUEST_TIMEOUT=SLOWEST_REQUEST_S,
        WEBSOCKET_MAX_SIZE=FRAME_BYTES,
    )
    sio = sockets.server(parts.settings.origins)
    tasks = Tasks()
    delivery = Delivery(sio, parts)
    arrivals = Arrivals(parts, delivery, tasks, sio.emit)
    codes = ReturnCodes(parts.book, parts.content)
    turns = Turns(parts, delivery, codes, arrivals.start_anew)
    Sockets(parts, arrivals, Listener(parts, codes, identifying), turns, sio.emit).attach(sio)
    sio.attach(app)
    pages = Pages(parts.settings.root, parts.content.contacts, parts.settings.embed_origins)
    routes.add(app, parts, pages, arrivals, {"database": _database(parts), "rasa": parts.rasa.check})
    _add_life(app, parts, arrivals, turns, tasks)
    parts.metrics.count_seats(lambda: len(parts.seats))
    return app


def _add_life(app: Sanic, parts: Parts, arrivals: Arrivals, turns: Turns, tasks: Tasks) -> None:
    @app.before_server_start
    async def begin(app: Sanic) -> None:
        asyncio.get_running_loop().set_exception_handler(_nobody_caught)
        await parts.rasa.open()
        app.ctx.follower = parts.book.follow(arrivals.changed)

    @app.after_server_start
    async def carry_on(app: Sanic) -> None:
        await turns.resume()
        app.ctx.sweeper = asyncio.create_task(sweeping.forever(parts.book, parts.content.service.days))
        app.ctx.waiting = asyncio.create_task(waiting.forever(parts))
        app.ctx.keeping_up = asyncio.create_task(keeping_up.forever(parts.book, parts.content))
        log.info("open", port=parts.settings.port)

    @app.before_server_stop
    async def end(app: Sanic) -> None:
        app.ctx.sweeper.cancel()
        app.ctx.waiting.cancel()
        app.ctx.keeping_up.cancel()
        app.ctx.follower.stop()
        await turns.close()
        await tasks.close(DRAIN_S)
        await parts.rasa.close()
        parts.screener.close()


def _database(parts: Parts) -> Any:
    async def check() -> None:
        await parts.book.run(lambda book: book.check())

    return check


def _nobody_caught(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    place = logging.where(error) if error else None
    log.error("task_failed", error=type(error).__name__ if error else None, file=place)
