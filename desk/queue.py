"""The list of cases, and above it the people in talk about whom there is a concern."""

from collections.abc import Mapping
from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from casebook import cases, concerns
from casebook.cases import CaseLine
from casebook.queue import conflicts
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages
from desk.names import names_of
from intake import content

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
    number = _page_number(request.args.get("page"))
    values = await ask.reading(request, _look, request.ctx.staff, view, number, _only(request))
    return pages.render(request, "queue.html", {**values, "choices": choices()})


@queue.post("/queue/find", ctx_right="find_case")
async def find(request: Request) -> HTTPResponse:
    """Cases under exactly this name or number; sent as a form, so that it stands in no address and no log."""
    wanted = " ".join(str(request.form.get("wanted") or "").split())
    found = await ask.writing(request, _find, request.ctx.staff, wanted) if wanted else {"lines": []}
    return pages.render(request, "found.html", {**found, "wanted": wanted}, 200 if wanted else 422)


def choices() -> dict[str, list[str]]:
    """What the queue can be narrowed to, by column: the answers that people choose from."""
    asked = content.questions()
    fields = {"region": "p_region", "language": "p_language", "kaupapa": "p_culture"}
    return {"level": ["crisis", "check", "none"]} | {
        key: list(asked[field]["options"]) for key, field in fields.items()
    }


def lines_of(
    tx: Tx, staff: Staff, view: str, page: int, only: Mapping[str, str] | None = None
) -> tuple[list[CaseLine], bool]:
    """One page of a view, narrowed to `only`, and whether another follows. Raises NotAllowed."""
    wanted = {**VIEWS[view], **(only or {}), **({"holder": staff.id} if view == "mine" else {})}
    # one more than is shown tells whether there is a next page, without counting all
    found = cases.listed(tx, staff, **wanted, limit=PAGE + 1, offset=(page - 1) * PAGE)
    return found[:PAGE], len(found) > PAGE


def _only(request: Request) -> dict[str, str]:
    """The columns that the address narrows the view to; what cannot be chosen is left out."""
    given = {key: request.args.get(key) for key in choices()}
    return {key: value for key, value in given.items() if value in choices()[key]}


def _find(tx: Tx, staff: Staff, wanted: str) -> dict[str, Any]:
    lines = cases.find(tx, staff, name=wanted, contact=wanted)
    return {"lines": lines, "names": names_of(tx, (line.holder for line in lines))}


def _look(tx: Tx, staff: Staff, view: str, page: int, only: Mapping[str, str]) -> dict[str, Any]:
    shown, more = lines_of(tx, staff, view, page, only)
    return {
        "view": view,
        "page": page,
        "more": more,
        "only": only,
        "lines": shown,
        "conflicts": conflicts(tx, staff, [line.id for line in shown]),
        "names": names_of(tx, (line.holder for line in shown)),
        "talking": concerns.listed(tx, staff),
    }


def _page_number(given: str | None) -> int:
    number = int(given) if given and given.isdecimal() and len(given) < 6 else 1
    return min(max(number, 1), LAST_PAGE)
