"""What the guide says rests on sources and contacts: how old each is, who looked it up."""

from datetime import date
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import content_checks
from casebook.transaction import Tx
from desk import ask, pages
from desk.names import names_of
from desk.pages import HERE
from desk.problems import Problem
from ground import dated

WORST_FIRST = ("undated", "ahead", "past", "due", "old", "fresh")

content = Blueprint("content")


@content.get("/content", ctx_right="see_content")
async def page(request: Request) -> HTTPResponse:
    """Every contact and source, what is past its date first."""
    found = await ask.reading(request, _look)
    root, today = request.app.ctx.settings.root, _today(request)
    looked = {name: one.day for name, one in found["checks"].items()}
    items = sorted(dated.items(root, today, looked), key=lambda one: WORST_FIRST.index(one.state))
    counts = {state: sum(one.state == state for one in items) for state in WORST_FIRST}
    return pages.render(request, "content.html", {**found, "items": items, "counts": counts})


@content.post("/content/checked", ctx_right="check_content")
async def checked(request: Request) -> HTTPResponse:
    """Keep that one of them was looked up today, and by whom."""
    name, today = str(request.form.get("name") or ""), _today(request)
    known = {one.name for one in dated.items(request.app.ctx.settings.root, today)}
    if name not in known:
        raise Problem("not_found", 404)
    await ask.writing(request, content_checks.mark, request.ctx.staff, name, today)
    return redirect("/content", status=303)


def _look(tx: Tx) -> dict[str, Any]:
    checks = content_checks.last(tx)
    return {"checks": checks, "names": names_of(tx, (one.by for one in checks.values()))}


def _today(request: Request) -> date:
    today: date = request.app.ctx.clock.now().astimezone(HERE).date()
    return today
