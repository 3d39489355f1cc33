"""Who works at this desk: invite, see, shut out at once."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import staff
from desk import ask, pages
from desk.problems import Problem

ROLES = ("facilitator", "lead", "keeper")

people = Blueprint("people")


@people.get("/people", ctx_right="see_people")
async def page(request: Request) -> HTTPResponse:
    """Everyone who has or had an account."""
    return await _page(request, {})


@people.post("/people/invite", ctx_right="invite_staff")
async def invite(request: Request) -> HTTPResponse:
    """Make a one-use link and show it this once."""
    role = request.form.get("role")
    if role not in ROLES:
        return await _page(request, {"errors": {"role": "missing"}}, 422)
    token = await ask.writing(request, staff.invite, role, request.ctx.staff)
    return await _page(
        request, {"link": f"{request.scheme}://{request.host}/invite/{token}", "link_role": role}
    )


@people.post("/people/<staff_id:str>/disable", ctx_right="disable_staff")
async def disable(request: Request, staff_id: str) -> HTTPResponse:
    """Shut somebody out: their sessions end with the same transaction. Nobody shuts out themselves."""
    if staff_id == request.ctx.staff.id:
        raise Problem("not_yourself", 409)
    await ask.writing(request, staff.disable, request.ctx.staff, staff_id)
    return redirect("/people", status=303)


async def _page(request: Request, more: dict[str, Any], status: int = 200) -> HTTPResponse:
    everyone = await ask.reading(request, staff.listed, request.ctx.staff)
    return pages.render(request, "people.html", {"everyone": everyone, **more}, status)
