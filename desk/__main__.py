"""`python -m desk`: open the casebook and serve the desk until told to stop."""

import sys

from sanic import Sanic

import casebook
from desk import app
from ground import logging
from ground.clock import Clock
from ground.settings import Settings, SettingsError, load


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
    try:
        desk.run(settings.host, settings.desk_port, single_process=True, motd=False, access_log=False)
    finally:
        book.close()


if __name__ == "__main__":
    main()
