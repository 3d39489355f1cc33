"""`python -m frontdoor`: the front door on the address of the settings, in one process."""

from __future__ import annotations

import sys
from pathlib import Path

import casebook
from frontdoor.app import build
from frontdoor.languages import TranslationUnready
from frontdoor.parts import Content, Parts
from frontdoor.rasa_client import Rasa
from frontdoor.screening import Screener
from ground import logging, secrets, settings
from ground.clock import Clock
from ground.settings import Settings
from language.encoder import TUNED, Encoder, EncoderRefused
from language.redaction import identifying
from language.safety import Screen, ScreenUnready

UNREADY = (settings.SettingsError, secrets.SecretError, ScreenUnready, EncoderRefused, TranslationUnready)


def main() -> int:
    """Start and serve until told to stop; 2 where the settings or what is installed do not allow it."""
    try:
        wanted = settings.load()
        logging.configure("frontdoor", wanted.log)
        app = build(_parts(wanted), identifying)
    except UNREADY as error:
        print(error, file=sys.stderr)
        return 2
    app.run(wanted.host, wanted.port, single_process=True, motd=False, access_log=False, debug=False)
    return 0


def _parts(wanted: Settings) -> Parts:
    clock = Clock(wanted.test_clock)
    return Parts(
        settings=wanted,
        clock=clock,
        content=Content.load(wanted.root),
        book=casebook.open(wanted, clock),
        rasa=Rasa(wanted.rasa_url, secrets.read_or_make(wanted.turn_secret_file)),
        screener=Screener(_screen(wanted.root, wanted.models)),
    )


def _screen(root: Path, models: Path) -> Screen:
    return Screen.load(root / "content", models, Encoder.load(TUNED))


if __name__ == "__main__":
    sys.exit(main())
