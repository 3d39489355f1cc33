"""Who is asking: the session cookie, read on every request and renewed at sign-in."""

import re

from sanic import HTTPResponse, Request

from casebook import desk_sessions, tokens
from casebook.rights import Staff
from desk import ask

TWELVE_HOURS = 12 * 60 * 60
OURS = re.compile(r"[A-Za-z0-9_-]{32,128}")


def cookie_name(secure: bool) -> str:
    """`__Host-desk`, or `desk` on a loopback address without https, where browsers refuse the prefix."""
    return "__Host-desk" if secure else "desk"


async def identify(request: Request) -> None:
    """Set `ctx.secret` (the cookie's value, for forms) and `ctx.staff` (None: nobody is signed in)."""
    sent = request.cookies.get(cookie_name(request.app.ctx.secure))
    known = sent if sent and OURS.fullmatch(sent) else None
    request.ctx.secret = known or tokens.new_token()
    request.ctx.is_new = known is None
    request.ctx.staff = await _who(request, known) if known else None


async def _who(request: Request, token: str) -> Staff | None:
    if getattr(getattr(request.route, "ctx", None), "by_itself", False):
        return await ask.reading(request, desk_sessions.who, token, note=False)
    return await ask.writing(request, desk_sessions.who, token)


def give(request: Request, response: HTTPResponse, token: str, max_age: int = TWELVE_HOURS) -> None:
    """Put a session token into the browser for `max_age` seconds; 0 takes it out."""
    secure = request.app.ctx.secure
    response.add_cookie(
        cookie_name(secure),
        token,
        path="/",
        secure=secure,
        httponly=True,
        samesite="Strict",
        max_age=max_age,
    )


def give_to_newcomer(request: Request, response: HTTPResponse) -> None:
    """A browser without a cookie gets one, so that the form it was shown can be told from a forged one."""
    if (
        getattr(request.ctx, "is_new", False)
        and request.method == "GET"
        and not response.cookies.has_cookie(cookie_name(request.app.ctx.secure))
    ):
        give(request, response, request.ctx.secret)
