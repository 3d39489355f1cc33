"""The question about a conflict of interest: who, where, and nothing of what was said."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import cases, staff
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages

gate = Blueprint("gate")


@gate.get("/case/<reference:str>/gate", ctx_right="open_case")
async def question(request: Request, reference: str) -> HTTPResponse:
    """Name, service and region, and the two answers."""
    return pages.render(request, "gate.html", await _shown(request, reference))


@gate.post("/case/<reference:str>/gate", ctx_right="open_case")
async def answer(request: Request, reference: str) -> HTTPResponse:
    """Record the answer; "no conflict" opens the case, "conflict" leads back to the queue."""
    given = request.form.get("conflict")
    if given not in ("yes", "no"):
        values = {**await _shown(request, reference), "errors": {"conflict": "missing"}}
        return pages.render(request, "gate.html", values, 422)
    await ask.writing(request, cases.answer_gate, request.ctx.staff, reference, given == "yes")
    return redirect(f"/case/{reference}" if given == "no" else "/queue", status=303)


async def _shown(request: Request, reference: str) -> dict[str, Any]:
    return await ask.writing(request, _look, request.ctx.staff, reference)


def _look(tx: Tx, reader: Staff, reference: str) -> dict[str, Any]:
    colleagues = [one for one in staff.who_can(tx, "claim_case") if one.id != reader.id]
    return {"gate": cases.gate(tx, reader, reference), "reference": reference, "colleagues": colleagues}
