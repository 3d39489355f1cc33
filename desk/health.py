"""Is the desk alive, and can it work."""

from sanic import Blueprint, HTTPResponse, Request, json

from desk.rights_guard import PUBLIC
from ground.health import readiness

health = Blueprint("health")


@health.get("/healthz", ctx_right=PUBLIC)
async def alive(_: Request) -> HTTPResponse:
    """200 as long as the process answers."""
    return json({"alive": True})


@health.get("/readyz", ctx_right=PUBLIC)
async def ready(request: Request) -> HTTPResponse:
    """200 when the casebook can be written; 503 names the part that fails."""
    book = request.app.ctx.book
    status, body = await readiness({"casebook": lambda: book.run(lambda open_book: open_book.check())})
    return json({**body, "test": request.app.ctx.settings.test}, status=status)
