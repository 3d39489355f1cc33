"""The built files of the page (web/dist), by name; there is nothing else to reach below /assets/."""

from sanic import Blueprint, HTTPResponse, Request

from desk.problems import Problem
from desk.rights_guard import PUBLIC
from ground import packing

PREFIX = "/assets/"
A_FEW_MINUTES = 300

assets = Blueprint("assets", url_prefix=PREFIX)


@assets.get("/<name:str>", ctx_right=PUBLIC, ctx_by_itself=True)
async def asset(request: Request, name: str) -> HTTPResponse:
    """A file of web/dist; a name that was not there at start is not looked for anywhere."""
    found = request.app.ctx.assets.get(name)
    if found is None:
        raise Problem("not_found", 404)
    answer = packing.answer(request, found)
    answer.headers["Cache-Control"] = f"max-age={A_FEW_MINUTES}"
    return answer
