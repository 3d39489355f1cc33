"""Signing in and out."""

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import desk_sessions, devices, signing_in
from casebook.errors import TooManyTries
from desk import ask, pages, sessions
from desk.rights_guard import PUBLIC, SIGNED_IN
from ground import addresses

signin = Blueprint("signin")


@signin.get("/", ctx_right=PUBLIC)
async def front(request: Request) -> HTTPResponse:
    """The desk's own address leads to where work begins."""
    return redirect("/queue" if request.ctx.staff else "/sign-in", status=303)


@signin.get("/sign-in", ctx_right=PUBLIC)
async def form(request: Request) -> HTTPResponse:
    """The form, also for someone who is signed in already and wants another account."""
    return pages.render(request, "sign-in.html")


@signin.post("/sign-in", ctx_right=PUBLIC)
async def sign_in(request: Request) -> HTTPResponse:
    """One answer for everything that does not match, so that nobody learns which accounts exist."""
    email, password, code = (str(request.form.get(field) or "") for field in ("email", "password", "code"))
    look, where = request.app.ctx.book.look, (address(request), sessions.device(request))
    try:
        known = await look(signing_in.sign_in, email, password, code, *where)
    except TooManyTries:
        return _again(request, email, "wait", 429)
    if known is None:
        return _again(request, email, "email", 401)
    response = redirect("/queue", status=303)
    await begin_session(request, response, known.id)
    return response


@signin.post("/sign-out", ctx_right=SIGNED_IN)
async def sign_out(request: Request) -> HTTPResponse:
    """End the session everywhere it could be used, and empty what the browser kept."""
    await ask.writing(request, desk_sessions.end, request.ctx.secret)
    response = redirect("/sign-in", status=303)
    sessions.give_session(request, response, "", max_age=0)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


async def begin_session(request: Request, response: HTTPResponse, staff_id: str) -> None:
    """A new id for a new sign-in; whatever the browser held before is worth nothing any more."""
    if request.ctx.staff is not None:
        await ask.writing(request, desk_sessions.end, request.ctx.secret)
    sessions.give_session(request, response, await ask.writing(request, desk_sessions.start, staff_id))
    sessions.give_device(request, response, await ask.reading(request, devices.token, staff_id))


def address(request: Request) -> str:
    """Where a request comes from, behind the proxies that are trusted."""
    forwarded = request.headers.get("x-forwarded-for")
    return addresses.client(request.ip, forwarded, request.app.ctx.settings.trusted_proxies)


def _again(request: Request, email: str, error: str, status: int) -> HTTPResponse:
    return pages.render(request, "sign-in.html", {"email": email[:254], "errors": {"email": error}}, status)
