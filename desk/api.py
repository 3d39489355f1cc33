"""What other programs may read: the queue, a case, and its exports, with a bearer token and by right.

Described by desk/openapi.yml. Nothing is changed here, and a case opens by the gate that the token's
member of staff answered at the desk.
"""

import dataclasses
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, json

import casebook
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, exports
from desk.problems import Problem
from desk.queue import VIEWS, lines_of
from desk.rights_guard import BEARER, PUBLIC
from ground import yaml_file

DESCRIPTION = Path(__file__).with_name("openapi.yml")
LARGEST_PAGE = 10_000

api = Blueprint("api", url_prefix="/api/v1")


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description, as read."""
    found: dict[str, Any] = yaml_file.read(DESCRIPTION)
    return found


@api.get("/openapi.json", ctx_right=PUBLIC)
async def openapi(_: Request) -> HTTPResponse:
    """The description itself; it holds nothing of anybody."""
    return json(description())


@api.get("/queue", ctx_right=BEARER, ctx_of_program="see_queue")
async def queue(request: Request) -> HTTPResponse:
    """One page of one view."""
    view, page = _view(request), _page(request)
    shown, more = await ask.reading(request, lines_of, request.ctx.staff, view, page)
    return json({"view": view, "page": page, "more": more, "cases": [_plain(line) for line in shown]})


@api.get("/queue.csv", ctx_right=BEARER, ctx_of_program="export_queue")
async def queue_csv(request: Request) -> HTTPResponse:
    """All lines of one view."""
    return await exports.as_csv(request, _view(request))


@api.get("/cases/<reference:str>", ctx_right=BEARER, ctx_of_program="open_case")
async def case(request: Request, reference: str) -> HTTPResponse:
    """Everything that the case page shows but the transcript."""
    return json(_plain(await ask.writing(request, _opened, request.ctx.staff, reference)))


@api.get("/cases/<reference:str>/export.json", ctx_right=BEARER, ctx_of_program="export_case")
async def case_json(request: Request, reference: str) -> HTTPResponse:
    """The summary."""
    return await exports.as_json(request, reference)


@api.get("/cases/<reference:str>/export.pdf", ctx_right=BEARER, ctx_of_program="export_case")
async def case_pdf(request: Request, reference: str) -> HTTPResponse:
    """One page to print."""
    return await exports.as_pdf(request, reference)


@api.get("/cases/<reference:str>/export.fhir.json", ctx_right=BEARER, ctx_of_program="export_case")
async def case_fhir(request: Request, reference: str) -> HTTPResponse:
    """A FHIR R4 Bundle."""
    return await exports.as_fhir(request, reference)


def _opened(tx: Tx, staff: Staff, reference: str) -> dict[str, Any]:
    found = dataclasses.asdict(casebook.open_case(tx, staff, reference, why="read_by_program"))
    del found["conversation"]
    return found


def _view(request: Request) -> str:
    view = _asked(request, "view", "new")
    if view not in VIEWS:
        raise Problem("bad_request", 400)
    return view


def _page(request: Request) -> int:
    given = _asked(request, "page", "1")
    if not (given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= LARGEST_PAGE):
        raise Problem("bad_request", 400)
    return int(given)


def _asked(request: Request, name: str, otherwise: str) -> str:
    """A parameter as it was sent: one that is there and empty is not one that is left out."""
    return str(request.get_args(keep_blank_values=True).get(name, otherwise))


def _plain(value: Any) -> Any:
    """`value` as JSON has it: moments and days in ISO 8601, the row's own id left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain({key: one for key, one in dataclasses.asdict(value).items() if key != "id"})
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime | date) else value
