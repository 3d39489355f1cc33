"""An invitation becomes an account: name, address, password, authenticator app, recovery codes."""

import re

import segno
from markupsafe import Markup
from sanic import Blueprint, HTTPResponse, Request

from casebook import Casebook, proofs, staff
from casebook.rights import Staff
from desk import ask, pages, passwords
from desk.rights_guard import PUBLIC
from desk.signin import begin_session

invitations = Blueprint("invitations", url_prefix="/invite")

ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}\.[^@\s]{1,63}")
SECRET = re.compile(r"[A-Z2-7]{32,64}")
LONGEST_NAME = 100
REFUSED: dict[type[Exception], dict[str, str]] = {
    staff.EmailTaken: {"email": "email_taken"},
    proofs.WeakPassword: {"password": "short"},
    proofs.WrongCode: {"code": "code"},
}


@invitations.get("/<token:str>", ctx_right=PUBLIC)
async def form(request: Request, token: str) -> HTTPResponse:
    """The form of an invitation that still stands."""
    role = await ask.reading(request, staff.invitation, token)
    if role is None:
        return pages.render(request, "invite-gone.html", status=410)
    return _form(request, role, {"totp_secret": proofs.new_totp_secret()})


@invitations.post("/<token:str>", ctx_right=PUBLIC)
async def accept(request: Request, token: str) -> HTTPResponse:
    """Make the account and sign in, or show the form again with all that was typed but the password."""
    role = await ask.reading(request, staff.invitation, token)
    if role is None:
        return pages.render(request, "invite-gone.html", status=410)
    typed = _typed(request)
    errors = _errors(typed)
    made = None if errors else await request.app.ctx.book.look(_make, token, typed)
    if not isinstance(made, Staff):
        return _form(request, role, typed, errors or made or {}, 422)
    return await _welcome(request, made)


def _make(book: Casebook, token: str, typed: dict[str, str]) -> Staff | dict[str, str]:
    fields = (typed[name] for name in ("name", "email", "password", "totp_secret", "code"))
    try:
        return staff.accept_invite(book, token, *fields)
    except (staff.EmailTaken, proofs.WeakPassword, proofs.WrongCode) as refusal:
        return REFUSED[type(refusal)]


async def _welcome(request: Request, made: Staff) -> HTTPResponse:
    codes = await request.app.ctx.book.look(staff.new_recovery_codes, made.id)
    response = pages.render(request, "recovery-codes.html", {"codes": codes})
    await begin_session(request, response, made.id)
    return response


def _typed(request: Request) -> dict[str, str]:
    fields = ("name", "email", "password", "code", "totp_secret")
    typed = {field: str(request.form.get(field) or "") for field in fields}
    typed["name"], typed["email"] = " ".join(typed["name"].split()), typed["email"].strip()
    if not SECRET.fullmatch(typed["totp_secret"]):
        typed["totp_secret"] = proofs.new_totp_secret()
    return typed


def _errors(typed: dict[str, str]) -> dict[str, str]:
    name_fits = 0 < len(typed["name"]) <= LONGEST_NAME
    weakness = passwords.weakness(typed["password"], [typed["name"], typed["email"]])
    found = {
        "name": None if name_fits else "name",
        "email": None if ADDRESS.fullmatch(typed["email"]) else "email",
        "password": weakness,
    }
    return {field: error for field, error in found.items() if error}


def _form(
    request: Request,
    role: str,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HTTPResponse:
    shown = {field: value for field, value in typed.items() if field not in ("password", "code")}
    picture = _picture(proofs.totp_uri(typed["totp_secret"], typed.get("email") or role, request.host))
    return pages.render(
        request, "invite.html", {**shown, "role": role, "errors": errors or {}, "qr": picture}, status
    )


def _picture(uri: str) -> Markup:
    # inline <svg>, since the page's policy allows neither data: images nor another request for a secret
    return Markup(segno.make(uri, error="m").svg_inline(scale=4, border=2, light="#fff"))  # noqa: S704
