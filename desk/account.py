"""One's own account: a new password, new recovery codes. Both ask for the old proof first."""

from sanic import Blueprint, HTTPResponse, Request, redirect

from casebook import Casebook, offers, signing_in, staff
from casebook.errors import TooManyTries
from casebook.rights import Staff
from desk import ask, matching, pages, passwords, sessions
from desk.rights_guard import SIGNED_IN
from desk.signin import address, begin_session
from intake import content

account = Blueprint("account")


@account.get("/account", ctx_right=SIGNED_IN)
async def page(request: Request) -> HTTPResponse:
    """The forms, and what one offers."""
    told = await ask.reading(request, offers.of, request.ctx.staff.id)
    return pages.render(request, "account.html", {"offered": told, "offerable": offerable()})


@account.post("/account/offers", ctx_right=SIGNED_IN)
async def tell_offers(request: Request) -> HTTPResponse:
    """Keep what one says one offers; what is not on the list is left out."""
    told = {
        kind: [one for one in ids if one in (request.form.getlist(kind) or [])]
        for kind, ids in offerable().items()
    }
    await ask.writing(request, offers.tell, request.ctx.staff, told)
    return redirect("/account", status=303)


def offerable() -> dict[str, list[str]]:
    """What can be offered, by kind: the answers that people choose from."""
    asked = content.questions()
    fields = {"language": "p_language", "kaupapa": "p_culture", "region": "p_region"}
    found = {
        kind: [one for one in asked[field]["options"] if one not in matching.NO_WISH]
        for kind, field in fields.items()
    }
    return {**found, "gender": list(matching.GENDERS)}


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
    given = [str(request.form.get(name) or "") for name in ("password", "code")]
    where = (address(request), sessions.device(request))
    try:
        proved = await request.app.ctx.book.look(_is_me, me, *given, *where)
    except TooManyTries:
        return pages.render(request, "account.html", {"errors": {field: "wait"}}, 429)
    return None if proved else pages.render(request, "account.html", {"errors": {field: "wrong"}}, 401)


def _is_me(book: Casebook, me: Staff, *given: str) -> bool:
    found = signing_in.sign_in(book, me.email, *given)
    return found is not None and found.id == me.id
