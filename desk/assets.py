"""The built files of the page (web/dist), by name; there is nothing else to reach below /assets/."""

from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import file

from desk.problems import Problem
from desk.rights_guard import PUBLIC

PREFIX = "/assets/"
A_FEW_MINUTES = 300

assets = Blueprint("assets", url_prefix=PREFIX)


@assets.get("/<name:str>", ctx_right=PUBLIC, ctx_by_itself=True)
async def asset(request: Request, name: str) -> HTTPResponse:
    """A file of web/dist; a name that is not listed there is not looked for anywhere."""
    folder: Path = request.app.ctx.settings.root / "web" / "dist"
    listed = {path.name: path for path in folder.iterdir() if path.is_file()} if folder.is_dir() else {}
    if name not in listed:
        raise Problem("not_found", 404)
    return await file(listed[name], max_age=A_FEW_MINUTES)
