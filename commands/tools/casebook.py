"""The casebook, opened for a command, and its errors in a keeper's words."""

from collections.abc import Iterator
from contextlib import contextmanager

import casebook
from casebook import Casebook
from commands.tools.trouble import Trouble
from ground.clock import Clock
from ground.secrets import SecretError
from ground.settings import Settings

WORDS: dict[type[Exception], str] = {
    casebook.UnknownCase: "there is no case with that reference",
    casebook.Erased: "that case was erased: its key is gone",
    casebook.ConflictDeclared: "a conflict of interest was declared for this case from this machine",
    casebook.NotAllowed: "the machine's keeper has no right to do that",
    casebook.Tampered: "what is stored is not what was written: run ./guide check",
    casebook.CasebookBusy: "the casebook is busy: try again in a moment",
    casebook.CasebookFull: "the casebook cannot be written: the disk is full or read-only",
    casebook.CasebookAway: "the casebook cannot be reached: see GUIDE_DATABASE_URL and GUIDE_KEYS_URL",
}


@contextmanager
def opened(settings: Settings) -> Iterator[Casebook]:
    """The casebook of this installation, closed at the end; raises Trouble for whatever it cannot do."""
    try:
        book = casebook.open(settings, Clock(settings.test_clock))
        try:
            yield book
        finally:
            book.close()
    except SecretError as error:
        raise Trouble(str(error)) from None
    except casebook.CasebookError as error:
        words = next((said for kind, said in WORDS.items() if isinstance(error, kind)), None)
        raise Trouble(words or f"the casebook refused: {error}") from None
