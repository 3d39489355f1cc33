"""`python -m desk`: open the casebook and serve the desk until told to stop."""

import asyncio
import sys

from sanic import Sanic

import casebook
from desk import app
from desk.notices.mail import Post
from desk.notices.sending import Sender, Ways
from desk.notices.webhook import Hook
from ground import logging, secrets
from ground.clock import Clock
from ground.settings import Settings, SettingsError, load
from intake import content


def main() -> None:
    """Serve with the settings of this installation."""
    try:
        settings = load()
    except SettingsError as error:
        sys.exit(str(error))
    logging.configure("desk", settings.log)
    clock = Clock(settings.test_clock)
    serve(settings, clock)


def serve(settings: Settings, clock: Clock) -> None:
    """Serve until SIGINT or SIGTERM; the casebook is closed on the way out."""
    book = casebook.open(settings, clock)
    desk: Sanic = app.make(settings, book, clock)
    carry_notices(desk, settings)
    try:
        desk.run(settings.host, settings.desk_port, single_process=True, motd=False, access_log=False)
    finally:
        book.close()


def carry_notices(desk: Sanic, settings: Settings) -> None:
    """Send notices while the desk is open."""
    ways = Ways(Post(settings.smtp_url) if settings.smtp_url else None, _hook(settings))
    sender = Sender(desk.ctx.book, desk.ctx.clock, ways, app.notice_words(desk), content.service())

    @desk.after_server_start
    async def begin(desk: Sanic) -> None:
        desk.ctx.notices = asyncio.create_task(sender.forever())

    @desk.before_server_stop
    async def end(desk: Sanic) -> None:
        desk.ctx.notices.cancel()


def _hook(settings: Settings) -> Hook | None:
    if settings.webhook_url is None:
        return None
    return Hook(settings.webhook_url, secrets.read_or_make(settings.webhook_secret_file))


if __name__ == "__main__":
    main()
