"""move --database URL --keys URL: copies everything into another pair of databases, to grow or to go back.

The guide must be stopped. What is here is left as it is; afterwards set GUIDE_DATABASE_URL and GUIDE_KEYS_URL
to the new pair, keep GUIDE_KEY_FILE, and once `./guide check` is content destroy the old pair: it still holds
the keys of what is erased from now on.
"""

import argparse

from casebook import moving
from casebook.errors import CasebookError
from commands.keeping.stopped import must_be_stopped
from commands.tools.casebook import WORDS, opened
from commands.tools.settings import load
from commands.tools.trouble import Trouble
from ground import settings as ground_settings


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide move", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--database", required=True, help="the new casebook, as GUIDE_DATABASE_URL names it")
    parser.add_argument("--keys", required=True, help="the new key store, as GUIDE_KEYS_URL names it")
    chosen = parser.parse_args(arguments)
    settings = load()
    must_be_stopped(settings, "so that nothing is written while it is copied")
    target = addresses(chosen.database, chosen.keys)
    with opened(settings):
        pass  # keys that were to be destroyed are destroyed now, and not copied
    try:
        moved = moving.move((settings.database_url, settings.keys_url), target)
    except moving.NotEmpty as full:
        raise Trouble(f"nothing was moved: {full}; name two empty databases") from None
    except CasebookError as error:
        words = next((said for kind, said in WORDS.items() if isinstance(error, kind)), str(error))
        raise Trouble(f"nothing was moved: {words}") from None
    counts = ", ".join(f"{moved[name]} {name}" for name in ("cases", "messages", "keys"))
    print(f"moved, and counted again there: {counts}")
    print("Set GUIDE_DATABASE_URL and GUIDE_KEYS_URL to the new pair now, and keep GUIDE_KEY_FILE as it is.")
    print("Then run ./guide check, and destroy the old pair: a key erased from now on is still in it.")
    return 0


def addresses(database: str, keys: str) -> tuple[str, str]:
    """Both addresses as the settings would have them. Raises Trouble."""
    if database == keys:
        raise Trouble("the keys need a database of their own: a copy of the casebook would hold them", 2)
    try:
        wanted = ground_settings.load({"GUIDE_DATABASE_URL": database, "GUIDE_KEYS_URL": keys})
    except ground_settings.SettingsError as error:
        raise Trouble(str(error), 2) from None
    return wanted.database_url, wanted.keys_url
