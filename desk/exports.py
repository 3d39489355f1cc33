"""A case as a file: JSON, one page to print, FHIR; and the queue as a table. Each is a line in the audit."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, raw, redirect

import casebook
from casebook import audit, cases, rights
from casebook.cases import Case, CaseLine
from casebook.errors import GateUnanswered
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, fhir, one_page, tables
from desk.names import names_of
from desk.queue import VIEWS

JSON, PDF, FHIR = "application/json", "application/pdf", "application/fhir+json"
CSV = "text/csv"

exports = Blueprint("exports")


@exports.get("/case/<reference:str>/export.json", ctx_right="export_case")
async def json_file(request: Request, reference: str) -> HTTPResponse:
    """The summary as intake/summary.schema.json has it."""
    return await _or_gate(request, reference, as_json)


@exports.get("/case/<reference:str>/export.pdf", ctx_right="export_case")
async def pdf_file(request: Request, reference: str) -> HTTPResponse:
    """One page in ISBAR order."""
    return await _or_gate(request, reference, as_pdf)


@exports.get("/case/<reference:str>/export.fhir.json", ctx_right="export_case")
async def fhir_file(request: Request, reference: str) -> HTTPResponse:
    """A FHIR R4 Bundle."""
    return await _or_gate(request, reference, as_fhir)


@exports.get("/queue/export.csv", ctx_right="export_queue")
async def csv_file(request: Request) -> HTTPResponse:
    """One view of the queue, every line of it."""
    return await as_csv(request, request.args.get("view", "new"))


async def as_json(request: Request, reference: str) -> HTTPResponse:
    """The same bytes as `./guide case REFERENCE --json`. Raises as open_case does."""
    found = await _exported(request, reference, "export_json")
    return file_of(json_bytes(found.summary), JSON, f"case-{reference}.json")


async def as_pdf(request: Request, reference: str) -> HTTPResponse:
    """The page that a facilitator takes along. Raises as open_case does."""
    found = await _exported(request, reference, "export_pdf")
    templates, now = request.app.ctx.templates, request.app.ctx.clock.now()
    page = await _aside(request, lambda: one_page.pdf(found, templates, now))
    return file_of(page, PDF, f"case-{reference}.pdf")


async def as_fhir(request: Request, reference: str) -> HTTPResponse:
    """The case for another system's record, checked before it goes. Raises as open_case does."""
    found = await _exported(request, reference, "export_fhir")
    label, now = request.app.ctx.templates.globals["label"], request.app.ctx.clock.now()
    bundle = await _aside(request, lambda: fhir.checked(fhir.bundle(found, now, label)))
    return file_of(json_bytes(bundle), FHIR, f"case-{reference}.fhir.json")


async def as_csv(request: Request, view: str) -> HTTPResponse:
    """The lines of one view (an unknown one is the first) with formulas made inert."""
    view = view if view in VIEWS else "new"
    lines, names = await ask.writing(request, _lines, request.ctx.staff, view)
    return file_of(tables.queue_csv(lines, names), CSV, f"cases-{view}.csv")


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON for people to read too: indented, letters as they are, a line end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _opened(tx: Tx, staff: Staff, reference: str, why: str) -> Case:
    rights.require(staff, "export_case")
    return casebook.open_case(tx, staff, reference, why=why)


def _lines(tx: Tx, staff: Staff, view: str) -> tuple[list[CaseLine], dict[str, str]]:
    rights.require(staff, "export_queue")
    wanted = {**VIEWS[view], **({"holder": staff.id} if view == "mine" else {})}
    found = cases.listed(tx, staff, **wanted, limit=cases.count(tx, staff, open_only=False))
    audit.append(tx, staff.id, "export_queue", "", {"view": view, "lines": len(found)})
    return found, names_of(tx, (line.holder for line in found))


async def _exported(request: Request, reference: str, why: str) -> Case:
    return await ask.writing(request, _opened, request.ctx.staff, reference, why)


async def _aside(request: Request, make: Callable[[], Any]) -> Any:
    # fonts and schemas take tenths of a second: never on the event loop
    return await request.app.ctx.book.look(lambda _: make())


async def _or_gate(request: Request, reference: str, way: Callable[..., Any]) -> HTTPResponse:
    try:
        answer: HTTPResponse = await way(request, reference)
    except GateUnanswered:
        return redirect(f"/case/{reference}/gate", status=303)
    return answer


def file_of(body: bytes, kind: str, name: str) -> HTTPResponse:
    """An answer that a browser saves under `name`."""
    return raw(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
