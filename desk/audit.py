"""Who read, took over, exported and erased, and whether the chain is whole."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from casebook import audit as trail
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages
from desk.names import names_of

PAGE = 100

audit = Blueprint("audit")


@audit.get("/audit", ctx_right="see_audit")
async def page(request: Request) -> HTTPResponse:
    """The newest lines, or those before line `before`."""
    before = request.args.get("before", "")
    start = int(before) if before.isdecimal() and len(before) < 16 else None
    return pages.render(request, "audit.html", await ask.reading(request, _look, request.ctx.staff, start))


@audit.post("/audit/verify", ctx_right="see_audit")
async def verify(request: Request) -> HTTPResponse:
    """Read the whole chain and say whether a line was changed, added or taken away."""
    verdict = await ask.reading(request, trail.verify)
    values = await ask.reading(request, _look, request.ctx.staff, None)
    return pages.render(request, "audit.html", {**values, "verdict": verdict})


def _look(tx: Tx, staff: Staff, before: int | None) -> dict[str, Any]:
    lines = trail.listed(tx, staff, before=before, limit=PAGE)
    return {"lines": lines, "full": len(lines) == PAGE, "names": names_of(tx, (line.who for line in lines))}
