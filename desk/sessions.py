"""Who is asking: the session cookie, and a lesser one that ties forms to a browser before sign-in."""

import re

from sanic import HTTPResponse, Request

from casebook import desk_sessions, tokens
from casebook.rights import Staff
from desk import ask

TWELVE_HOURS = 12 * 60 * 60
LONGEST_KEPT = 400 * 24 * 60 * 60  # what browsers keep a cookie for at most (RFC 6265bis)
OURS = re.compile(r"[A-Za-z0-9_-]{32,128}")
SESSION, FORM, DEVICE = "desk", "desk-form", "desk-device"


def cookie_name(secure: bool, name: str = SESSION) -> str:
    """With the prefix `__Host-`, or without on a loopback address without https, where browsers refuse it."""
    return f"__Host-{name}" if secure else name


async def identify(request: Request) -> None:
    """Set `ctx.staff` (None: nobody is signed in) and `ctx.secret`, to which forms are tied.

    The two cookies are apart because browsers withhold the session's when a link leads here from another
    site: what such a visitor is given must not put an end to the session.
    """
    session, form = _sent(request, SESSION), _sent(request, FORM)
    request.ctx.staff = await _who(request, session) if session else None
    request.ctx.is_new = request.ctx.staff is None and form is None
    request.ctx.secret = session if request.ctx.staff else form or tokens.new_token()


def give_session(request: Request, response: HTTPResponse, token: str, max_age: int = TWELVE_HOURS) -> None:
    """Put a session token into the browser for `max_age` seconds; 0 takes it out."""
    _give(request, response, SESSION, token, max_age)


def device(request: Request) -> str:
    """What this browser was given when it signed in last; empty where it never did."""
    return _sent(request, DEVICE) or ""


def give_device(request: Request, response: HTTPResponse, token: str) -> None:
    """A browser that has signed in is known again, also after signing out."""
    _give(request, response, DEVICE, token, LONGEST_KEPT)


def give_to_newcomer(request: Request, response: HTTPResponse) -> None:
    """A browser without a cookie gets one, so that the form it was shown can be told from a forged one."""
    if getattr(request.ctx, "is_new", False) and request.method == "GET":
        name, secure = cookie_name(request.app.ctx.secure, FORM), request.app.ctx.secure
        response.add_cookie(name, request.ctx.secret, secure=secure, httponly=True, samesite="Lax")


def _give(request: Request, response: HTTPResponse, name: str, token: str, max_age: int) -> None:
    secure = request.app.ctx.secure
    response.add_cookie(
        cookie_name(secure, name), token, secure=secure, httponly=True, samesite="Strict", max_age=max_age
    )


async def _who(request: Request, token: str) -> Staff | None:
    if getattr(getattr(request.route, "ctx", None), "by_itself", False):
        return await ask.reading(request, desk_sessions.who, token, note=False)
    return await ask.writing(request, desk_sessions.who, token)


def _sent(request: Request, name: str) -> str | None:
    value = request.cookies.get(cookie_name(request.app.ctx.secure, name))
    return value if value and OURS.fullmatch(value) else None
