"""backup TO: copies the casebook while it runs, without its keys, into a new folder below TO.

The copy is consistent, holds up nobody who writes, and is readable by its owner alone. The key store and the
keeper's key are never in it: erasing a key is the erasure in every copy (docs/security.md).
"""

import argparse
from pathlib import Path

from commands.keeping.saving import save
from commands.tools.casebook import opened
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide backup", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("to", type=Path, metavar="TO", help="a folder, best on another disk")
    chosen = parser.parse_args(arguments)
    settings = load()
    with opened(settings) as book:
        made = save(book, settings, chosen.to)
    size = sum(file.stat().st_size for file in made.iterdir())
    print(f"backed up: {made} ({size / 1024:.0f} kB), the casebook and a signed list of checksums")
    print("not in it: the key store and the keeper's key, without which it cannot be read by anyone.")
    print("Keep those two on mirrored disks: a copy set aside would bring back what was erased.")
    print("Not in it either: .env and content/service.yml, which you wrote yourself.")
    if made.is_relative_to(settings.data):
        print("It lies in GUIDE_DATA: one broken disk would take both. Copy it to another.")
    return 0
