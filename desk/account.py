"""One's own account: a new password, new recovery codes. Both ask for the old proof first."""

from sanic import Blueprint, HTTPResponse, Request

from casebook import Casebook, staff
from casebook.errors import TooManyTries
from casebook.rights import Staff
from desk import pages, passwords
from desk.rights_guard import SIGNED_IN
from desk.signin import address, begin_session

account = Blueprint("account")


@account.get("/account", ctx_right=SIGNED_IN)
async def page(request: Request) -> HTTPResponse:
    """Both forms."""
    return pages.render(request, "account.html")


@account.post("/account/password", ctx_right=SIGNED_IN)
async def password(request: Request) -> HTTPResponse:
    """Change the password: every other session ends, this browser goes on with a new one."""
    me, new = request.ctx.staff, str(request.form.get("new") or "")
    if weakness := passwords.weakness(new, [me.name, me.email]):
        return pages.render(request, "account.html", {"errors": {"new": weakness}}, 422)
    if refusal := await _refused(request, "password"):
        return refusal
    await request.app.ctx.book.look(staff.change_password, me.id, new)
    response = pages.render(request, "account.html", {"changed": True, "form_token": ""})
    await begin_session(request, response, me.id)
    return response


@account.post("/account/codes", ctx_right=SIGNED_IN)
async def codes(request: Request) -> HTTPResponse:
    """Ten new recovery codes, shown this once; the old ones end."""
    if refusal := await _refused(request, "codes"):
        return refusal
    made = await request.app.ctx.book.look(staff.new_recovery_codes, request.ctx.staff.id)
    return pages.render(request, "recovery-codes.html", {"codes": made, "renewed": True})


async def _refused(request: Request, form: str) -> HTTPResponse | None:
    """None once the password and the code in this form are proved; they count as a try to sign in."""
    me, field = request.ctx.staff, {"password": "old", "codes": "known"}[form]
    given, code = str(request.form.get("password") or ""), str(request.form.get("code") or "")
    try:
        proved = await request.app.ctx.book.look(_is_me, me, given, code, address(request))
    except TooManyTries:
        return pages.render(request, "account.html", {"errors": {field: "wait"}}, 429)
    return None if proved else pages.render(request, "account.html", {"errors": {field: "wrong"}}, 401)


def _is_me(book: Casebook, me: Staff, password: str, code: str, where: str) -> bool:
    found = staff.sign_in(book, me.email, password, code, where)
    return found is not None and found.id == me.id
