"""Hours and cover: when somebody is here, by when people are answered, who is on call, and who changed it."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import outbox, staff, told
from casebook.errors import ChangedMeanwhile
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, hours_form, pages
from desk.names import names_of
from desk.work import typed
from ground.hours import DAYS, REGIONS, Hours
from intake import content

hours = Blueprint("hours")


@hours.get("/hours", ctx_right="see_hours")
async def page(request: Request) -> HTTPResponse:
    """What stands, and every change to it."""
    return await _page(request, {})


@hours.post("/hours", ctx_right="change_hours")
async def change(request: Request) -> HTTPResponse:
    """Put what was typed in place of what stood; the front door goes by it within a second."""
    form = {name: typed(request, name) for name in hours_form.FIELDS}
    regions = [str(one) for one in request.form.getlist("holiday_regions") or []]
    values, errors = hours_form.read(form, regions)
    kept = {"form": form, "chosen": regions, "errors": errors}
    if errors:
        return await _page(request, kept, 422)
    seen = int(form["seen"]) if form["seen"].isdecimal() and len(form["seen"]) < 9 else 0
    try:
        await ask.writing(request, _change, request.ctx.staff, seen, values)
    except ChangedMeanwhile:
        return await _page(request, {**kept, "errors": {"seen": "seen"}}, 409)
    return redirect("/hours", status=303)


def _change(tx: Tx, by: Staff, seen: int, values: dict[str, Any]) -> None:
    able = {one.id for one in staff.who_can(tx, "claim_case")}
    if values.get("on_call") not in able:
        values = {**values, "on_call": None}
    told.change(tx, by, seen, values)


async def _page(request: Request, more: dict[str, Any], status: int = 200) -> HTTPResponse:
    file = content.service()
    found = await ask.reading(request, _look, request.ctx.staff)
    values = {key: file.get(key) for key in told.KEYS} | dict(found["version"].values)
    now = request.app.ctx.clock.now()
    spans = Hours(values)
    known = {"open_now": spans.open(now), "next_open": spans.next_open(now), "promised": spans.promised(now)}
    form, chosen = hours_form.written(values), values.get("holiday_regions") or []
    shown = {
        "values": values,
        "form": form,
        "chosen": chosen,
        "days": DAYS,
        "regions": REGIONS,
        "hours": spans,
    }
    return pages.render(request, "hours.html", {**found, **shown, **known, **more}, status)


def _look(tx: Tx, reader: Staff) -> dict[str, Any]:
    version, history = told.current(tx), told.history(tx, reader)
    colleagues = staff.who_can(tx, "claim_case")
    ids = [*(step.version.by for step in history), version.values.get("on_call")]
    on_call = [one for step in history for one in step.changed.get("on_call", ())]
    return {
        "version": version,
        "history": history,
        "colleagues": colleagues,
        "names": names_of(tx, [*ids, *on_call]),
        "outbox": outbox.state(tx),
    }
