"""The desk as a Sanic app, made from settings: nothing here works at import."""

import ipaddress
from collections.abc import Callable
from typing import Any

from sanic import Sanic

from casebook import Casebook
from casebook.outbox import Notice
from desk import headers, pages, problems, rights_guard, sessions, waiting
from desk.account import account
from desk.api import api
from desk.assets import assets
from desk.audit import audit
from desk.case import case
from desk.content import content
from desk.exports import exports
from desk.figures import figures
from desk.follow_ups import follow_ups
from desk.gate import gate
from desk.health import health
from desk.hours import hours
from desk.invitations import invitations
from desk.live import live
from desk.news import news
from desk.people import people
from desk.programs import programs
from desk.queue import queue
from desk.signin import signin
from desk.talking import talking
from desk.work import work
from ground.assets import built
from ground.clock import Clock
from ground.settings import Settings

PARTS = (
    account, api, assets, audit, case, content, exports, figures, follow_ups, gate, health, hours,
    invitations, live, news, people, programs, queue, signin, talking, work,
)  # fmt: skip
LARGEST_FORM = 256 * 1024


def make(settings: Settings, book: Casebook, clock: Clock, name: str = "desk") -> Sanic:
    """The app over an open casebook. The caller opens and closes the casebook."""
    app = Sanic(name, configure_logging=False)
    app.config.update(REQUEST_MAX_SIZE=LARGEST_FORM, REQUEST_TIMEOUT=10, ACCESS_LOG=False)
    app.ctx.settings, app.ctx.book, app.ctx.clock = settings, book, clock
    app.ctx.secure = is_secure(settings)
    app.ctx.noted_there = {}
    app.ctx.assets = built(settings.root / "web" / "dist")
    app.ctx.templates = pages.environment(settings.root / "web" / "templates" / "desk")
    for part in PARTS:
        app.blueprint(part)
    _stand_guard(app)
    waiting.follow(app)
    return app


def notice_words(app: Sanic) -> Callable[[Notice], tuple[str, str]]:
    """Subject and body of a notice, from web/templates/desk/notice.txt."""

    def words(notice: Notice) -> tuple[str, str]:
        page: Any = app.ctx.templates.get_template("notice.txt").module
        return page.subjects[notice.what], str(page.body(notice.what, notice.about)).strip() + "\n"

    return words


def is_secure(settings: Settings) -> bool:
    """Whether browsers come over https: always, but on a loopback address without a public https name."""
    public = (settings.public_url or "").startswith("https://")
    return public or not _is_loopback(settings.host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _stand_guard(app: Sanic) -> None:
    before: tuple[Callable[..., Any], ...] = (sessions.identify, rights_guard.guard)
    for step in before:
        app.register_middleware(step, "request")
    # response middleware runs last-registered first
    app.register_middleware(headers.add_headers, "response")
    app.register_middleware(sessions.give_to_newcomer, "response")
    app.error_handler.add(Exception, problems.show)
