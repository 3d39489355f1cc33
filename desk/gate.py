"""The question about a conflict of interest: who, where, and nothing of what was said."""

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import cases
from desk import ask, pages

gate = Blueprint("gate")


@gate.get("/case/<reference:str>/gate", ctx_right="open_case")
async def question(request: Request, reference: str) -> HTTPResponse:
    """Name, service and region, and the two answers."""
    shown = await ask.writing(request, cases.gate, request.ctx.staff, reference)
    return pages.render(request, "gate.html", {"gate": shown, "reference": reference})


@gate.post("/case/<reference:str>/gate", ctx_right="open_case")
async def answer(request: Request, reference: str) -> HTTPResponse:
    """Record the answer; "no conflict" opens the case, "conflict" leads back to the queue."""
    given = request.form.get("conflict")
    if given not in ("yes", "no"):
        shown = await ask.writing(request, cases.gate, request.ctx.staff, reference)
        values = {"gate": shown, "reference": reference, "errors": {"conflict": "missing"}}
        return pages.render(request, "gate.html", values, 422)
    await ask.writing(request, cases.answer_gate, request.ctx.staff, reference, given == "yes")
    return redirect(f"/case/{reference}" if given == "no" else "/queue", status=303)
