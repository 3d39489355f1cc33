"""One case on one page, in the order in which a facilitator takes over."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

import casebook
from casebook import actions, holding, rights, staff
from casebook.cases import Case
from casebook.errors import GateUnanswered, NotAllowed
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, isbar, matching, pages
from desk.names import names_of

# What a person can be told of why their case was closed: the ends of names in data/responses/service.yml.
CLOSING = ("done", "stopped", "other_way", "not_reached", "not_here")

case = Blueprint("case")


@case.get("/case/<reference:str>", ctx_right="open_case")
async def page(request: Request, reference: str) -> HTTPResponse:
    """The case, once the question about a conflict of interest is answered."""
    try:
        return await show(request, reference)
    except GateUnanswered:
        return redirect(f"/case/{reference}/gate", status=303)


async def show(
    request: Request, reference: str, changes: dict[str, Any] | None = None, status: int = 200
) -> HTTPResponse:
    """The case page; `changes` are what a form that was refused wants shown again."""
    values = await ask.writing(request, _look, request.ctx.staff, reference)
    return pages.render(request, "case.html", {**values, **(changes or {})}, status)


def _look(tx: Tx, reader: Staff, reference: str) -> dict[str, Any]:
    found = casebook.open_case(tx, reader, reference)
    wanted = matching.wishes(found.summary, found.line.region)
    colleagues = staff.who_can(tx, "claim_case") if rights.may(reader, "hand_on_any_case") else []
    return {
        "case": found,
        "line": found.line,
        "summary": found.summary,
        "contact": found.summary.get("contact") or {},
        "safety": isbar.safety(found.summary),
        "how_far": isbar.how_far(found.summary),
        "read_back": isbar.read_back(found.summary),
        "sections": [section for section in isbar.sections(found.summary) if section.lines],
        "actions": actions.paired(found.notes),
        "closing": CLOSING,
        "notes": [note for note in found.notes if note.kind not in ("action", "outcome")],
        "names": names_of(tx, (found.line.holder, *(note.by for note in found.notes))),
        "wanted": wanted,
        "mine_met": matching.best_first(tx, [reader], wanted)[0].met,
        "fits": matching.best_first(tx, colleagues, wanted),
        "rows": _transcript(tx, reader, found),
    }


def _transcript(tx: Tx, reader: Staff, found: Case) -> list[Any] | None:
    if found.conversation is None:
        return None
    try:
        return list(holding.read_words(tx, reader, found.conversation))
    except NotAllowed:
        return None
