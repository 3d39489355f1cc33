"""People who asked to be asked again: the days on which somebody promised to be in touch."""

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import check_backs
from desk import ask, pages

follow_ups = Blueprint("follow_ups")


@follow_ups.get("/follow-ups", ctx_right="see_follow_ups")
async def page(request: Request) -> HTTPResponse:
    """Every check-back that is still to be done, the earliest first."""
    lines = await ask.reading(request, check_backs.listed, request.ctx.staff)
    return pages.render(request, "follow-ups.html", {"lines": lines})


@follow_ups.post("/follow-ups/<check_back:str>/done", ctx_right="see_follow_ups")
async def done(request: Request, check_back: str) -> HTTPResponse:
    """Somebody was in touch; a line that was done before stays as it is."""
    await ask.writing(request, check_backs.done, request.ctx.staff, check_back)
    return redirect("/follow-ups", status=303)
