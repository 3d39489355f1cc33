"""rotate-key: makes a new keeper's key and wraps every data key with it; cut off, it goes on where it was.

What people were given stays good: their codes are found under a part of the key that does not change.
"""

import argparse

from casebook import rotation
from casebook.keeper import Keeper
from casebook.staff import MACHINE
from commands.keeping.stopped import must_be_stopped
from commands.tools.casebook import opened
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./guide rotate-key", description=(__doc__ or "").split("\n")[0]).parse_args(
        arguments
    )
    settings = load()
    must_be_stopped(settings, "so that nothing is written under the old key")
    with opened(settings):
        pass  # Made, upgraded and readable as it is, before anything changes.
    aside = rotation.begin(settings.key_file)
    with opened(settings) as book:
        rotation.carry_out(book, MACHINE)
    rotation.end(settings.key_file)
    with opened(settings) as book:
        keys = rotation.check(book)
    print(f"the keeper's key is new: {Keeper.read(settings.key_file).name}; it opens {keys} data keys")
    print(f"the old one lies in {aside}: destroy it once ./guide check finds nothing wrong")
    print("Backups made before this need the old key: make a new one now (./guide backup).")
    return 0
