"""Who is talking now: people who asked for a person, and people about whom there is a concern. No words."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import concerns, holding
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages
from desk.names import names_of

talking = Blueprint("talking")


@talking.get("/talking", ctx_right="see_concerns")
async def page(request: Request) -> HTTPResponse:
    """Both lists."""
    return pages.render(request, "talking.html", await ask.reading(request, _look, request.ctx.staff))


@talking.post("/concern/<number:int>/seen", ctx_right="see_concerns")
async def seen(request: Request, number: int) -> HTTPResponse:
    """Somebody has seen a concern and acts on it: it leaves the list, and the audit says who."""
    await ask.writing(request, concerns.acknowledge, request.ctx.staff, number)
    return redirect("/talking", status=303)


def _look(tx: Tx, staff: Staff) -> dict[str, Any]:
    people = holding.waiting(tx, staff)
    return {
        "people": people,
        "concerns": concerns.listed(tx, staff),
        "names": names_of(tx, (one.holder_staff for one in people)),
    }
