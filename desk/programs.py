"""Tokens for other programs: a keeper makes one, shows it once, and ends it at once."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import api_tokens, staff
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask, pages

LONGEST_LABEL = 80

programs = Blueprint("programs")


@programs.get("/programs", ctx_right="invite_staff")
async def page(request: Request) -> HTTPResponse:
    """Every token that was made, and the form for a new one."""
    return await _page(request, {})


@programs.post("/programs/make", ctx_right="invite_staff")
async def make(request: Request) -> HTTPResponse:
    """Make a token and show it this once; what does not fit comes back in the form."""
    label, owner = " ".join(str(request.form.get("label") or "").split()), str(request.form.get("for") or "")
    wanted = [str(one) for one in request.form.getlist("right") or []]
    errors = _errors(label, owner, wanted)
    typed = {"kept_label": label, "kept_for": owner, "kept_rights": wanted}
    if errors:
        return await _page(request, {**typed, "errors": errors}, 422)
    try:
        token = await ask.writing(request, api_tokens.make, request.ctx.staff, owner, label, wanted)
    except ValueError:
        return await _page(request, {**typed, "errors": {"right": "not_theirs"}}, 422)
    return await _page(request, {"token": token, "token_label": label})


@programs.post("/programs/<token_id:str>/revoke", ctx_right="invite_staff")
async def revoke(request: Request, token_id: str) -> HTTPResponse:
    """End a token: the program's next request is refused."""
    await ask.writing(request, api_tokens.revoke, request.ctx.staff, token_id)
    return redirect("/programs", status=303)


def _errors(label: str, owner: str, wanted: list[str]) -> dict[str, str]:
    found = {
        "label": None if 0 < len(label) <= LONGEST_LABEL else "label",
        "for": None if owner else "for",
        "right": None if wanted else "right",
    }
    return {field: error for field, error in found.items() if error}


def _look(tx: Tx, keeper: Staff) -> dict[str, Any]:
    everyone = staff.listed(tx, keeper)
    return {
        "tokens": api_tokens.listed(tx, keeper),
        "everyone": [one for one in everyone if one.disabled_at is None],
        "names": {one.id: one.name for one in everyone},
        "for_programs": api_tokens.FOR_PROGRAMS,
    }


async def _page(request: Request, more: dict[str, Any], status: int = 200) -> HTTPResponse:
    values = await ask.reading(request, _look, request.ctx.staff)
    return pages.render(request, "programs.html", {**values, **more}, status)
