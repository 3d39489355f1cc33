"""Pages: templates in, HTML out. Every word is in web/templates/desk; values are escaped by the engine."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, select_autoescape
from markupsafe import Markup, escape
from sanic import HTTPResponse, Request, html

from casebook import rights
from desk import csrf
from desk.words import word_helpers

HERE = ZoneInfo("Pacific/Auckland")


def verbatim(text: object) -> Markup:
    """`text` as HTML that a browser gives back byte for byte, bare carriage returns included."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - escaped on this line


def local_time(at: datetime) -> str:
    """A moment (aware UTC) as it stands on a wall in Aotearoa, day first, 24-hour clock."""
    return at.astimezone(HERE).strftime("%-d %b %Y, %H:%M")


def environment(folder: Path) -> Environment:
    """The template engine over `folder` (web/templates/desk) and the GOV.UK components."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder), govuk]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(verbatim=verbatim, local_time=local_time)
    made.globals.update(word_helpers())
    return made


def render(
    request: Request, template: str, values: Mapping[str, Any] | None = None, status: int = 200
) -> HTTPResponse:
    """One page for one reader: knows who is signed in, what they may do and the token of its forms."""
    page = request.app.ctx.templates.get_template(template)
    return html(page.render({**_for_every_page(request), **(values or {})}), status=status)


def _for_every_page(request: Request) -> dict[str, Any]:
    staff = getattr(request.ctx, "staff", None)
    secret = getattr(request.ctx, "secret", None)
    return {
        "staff": staff,
        "may": lambda right: staff is not None and rights.may(staff, right),
        "form_token": csrf.token(secret) if secret else "",
        "here": request.path,
        "now": request.app.ctx.clock.now(),
        "errors": {},
    }
