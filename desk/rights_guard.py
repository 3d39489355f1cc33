"""One gate before every page: the right that its route declares, asked of the table in casebook/rights.py."""

from sanic import HTTPResponse, Request, redirect
from sanic_routing import Route

from casebook import api_tokens, rights
from desk import ask, csrf
from desk.problems import Problem

PUBLIC = "public"
SIGNED_IN = "signed_in"
# For programs: a token in the header, no cookie; the route's `ctx_of_program` is the right that it needs.
BEARER = "bearer"
SCHEME = "bearer "


def right_of(route: Route) -> str:
    """The right that a route declared with `ctx_right=`; a route that declares none is a mistake in the desk.

    Raises Problem("failed") so that such a route is shut to everybody.
    """
    declared: str | None = getattr(route.ctx, "right", None)
    if declared not in (PUBLIC, SIGNED_IN, BEARER) and declared not in rights.RIGHTS:
        raise Problem("failed", 500)
    return declared


async def guard(request: Request) -> HTTPResponse | None:
    """Send strangers to the sign-in page, refuse what the role does not allow, and forged or stale forms."""
    if request.route is None:
        return None
    if int(request.headers.get("content-length") or 0) > request.app.config.REQUEST_MAX_SIZE:
        raise Problem("too_large", 413)
    declared, staff = right_of(request.route), request.ctx.staff
    if declared == BEARER:
        return await _program(request, request.route.ctx.of_program)
    if declared != PUBLIC and staff is None:
        return _stranger(request)
    if not csrf.is_own_form(request, None if request.ctx.is_new else request.ctx.secret):
        raise Problem("stale_form", 403)
    if declared not in (PUBLIC, SIGNED_IN) and not rights.may(staff, declared):
        raise Problem("not_allowed", 403)
    return None


async def _program(request: Request, needed: str) -> None:
    """Let a program in by its token alone, whatever cookie came with it."""
    request.ctx.staff, request.ctx.is_new = None, False
    header = request.headers.get("authorization") or ""
    token = header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else ""
    found = await ask.reading(request, api_tokens.bearer, token) if token else None
    if found is None:
        raise Problem("no_token", 401)
    request.ctx.staff = found.staff
    if needed not in found.rights:
        raise Problem("not_allowed", 403)


def _stranger(request: Request) -> HTTPResponse:
    asked_by_hand = not getattr(request.route.ctx, "by_itself", False)
    if request.method in csrf.SAFE_METHODS and asked_by_hand:
        return redirect("/sign-in", status=303)
    raise Problem("signed_out", 401)
