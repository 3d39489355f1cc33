"""The list of cases, and above it the people in talk about whom there is a concern."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from casebook import cases, concerns
from casebook.cases import CaseLine
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages
from desk.names import names_of

PAGE = 50
LAST_PAGE = 10_000
VIEWS: dict[str, dict[str, Any]] = {
    "new": {"stage": "new"},
    "mine": {},
    "waiting": {"stage": "waiting"},
    "overdue": {"overdue": True},
    "closed": {"stage": "closed", "open_only": False},
}

queue = Blueprint("queue")


@queue.get("/queue", ctx_right="see_queue")
async def page(request: Request) -> HTTPResponse:
    """One view of the queue, the highest level first; an unknown view is the first."""
    view = request.args.get("view", "new")
    view = view if view in VIEWS else "new"
    values = await ask.reading(
        request, _look, request.ctx.staff, view, _page_number(request.args.get("page"))
    )
    return pages.render(request, "queue.html", values)


def lines_of(tx: Tx, staff: Staff, view: str, page: int) -> tuple[list[CaseLine], bool]:
    """One page of a view, and whether another follows. Raises NotAllowed."""
    wanted = {**VIEWS[view], **({"holder": staff.id} if view == "mine" else {})}
    # one more than is shown tells whether there is a next page, without counting all
    found = cases.listed(tx, staff, **wanted, limit=PAGE + 1, offset=(page - 1) * PAGE)
    return found[:PAGE], len(found) > PAGE


def _look(tx: Tx, staff: Staff, view: str, page: int) -> dict[str, Any]:
    shown, more = lines_of(tx, staff, view, page)
    return {
        "view": view,
        "page": page,
        "more": more,
        "lines": shown,
        "names": names_of(tx, (line.holder for line in shown)),
        "talking": concerns.listed(tx, staff),
    }


def _page_number(given: str | None) -> int:
    number = int(given) if given and given.isdecimal() and len(given) < 6 else 1
    return min(max(number, 1), LAST_PAGE)
