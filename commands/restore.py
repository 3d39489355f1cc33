"""restore FROM [--over]: puts a backup back, after checking it; what was erased since stays erased.

Refused onto a casebook that is not empty, unless `--over` is given: what is there is then backed up first.
"""

import argparse
from pathlib import Path

from casebook import Casebook, audit, backup, schema
from casebook.keeper import Keeper
from casebook.staff import MACHINE
from commands.keeping import manifest
from commands.keeping.manifest import Manifest
from commands.keeping.saving import save
from commands.keeping.stopped import must_be_stopped
from commands.tools.casebook import opened
from commands.tools.settings import load
from commands.tools.trouble import Trouble
from ground.settings import Settings


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide restore", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("source", type=Path, metavar="FROM", help="the folder that ./guide backup made")
    parser.add_argument("--over", action="store_true", help="replace a casebook that is not empty")
    chosen = parser.parse_args(arguments)
    settings = load()
    must_be_stopped(settings, "so that nothing is written while the backup is put back")
    found = checked(settings, chosen.source)
    make_room(settings, over=chosen.over)
    put_back(settings, chosen.source / found.file)
    with opened(settings) as book:
        report(book, found)
    return 0


def checked(settings: Settings, source: Path) -> Manifest:
    """The backup's manifest. Raises Trouble where it is damaged, newer, or of another kind."""
    if not settings.key_file.exists():
        raise Trouble(f"the keeper's key is not at {settings.key_file}: without it no backup can be read")
    found = manifest.read(source, Keeper.read(settings.key_file))
    if found.schema > schema.HEAD:
        raise Trouble(f"this backup has schema {found.schema}, newer than {schema.HEAD}: update first")
    if found.database != backup.kind(settings.database_url):
        raise Trouble(f"this backup is of {found.database}, and GUIDE_DATABASE_URL is not")
    return found


def make_room(settings: Settings, over: bool) -> None:
    with opened(settings) as book:
        with book.read() as tx:
            empty = backup.is_empty(tx)
        if empty:
            return
        if not over:
            raise Trouble("the casebook is not empty: --over replaces it, after backing it up")
        print(f"as it was: {save(book, settings, settings.data / 'before-restore')}")


def put_back(settings: Settings, copied: Path) -> None:
    try:
        backup.put_back(copied, settings.database_url)
    except backup.NoProgram as missing:
        raise Trouble(f"{missing.program} is not on this machine: install PostgreSQL's client") from None


def report(book: Casebook, found: Manifest) -> None:
    with book.read() as tx:
        chain = audit.verify(tx, found.head)
    if not chain.ok:
        raise Trouble(f"put back, but its audit does not hold at line {chain.broken_at}: ./guide check")
    orphans = backup.remove_orphans(book)
    with book.write() as tx:
        audit.append(tx, MACHINE.id, "restore", "", {"made_at": found.made_at, "removed": orphans.removed})
    print(f"restored: the casebook as it was at {found.made_at}; its checksum and its audit hold")
    if orphans.all_of_them:
        print("no key here opens anything in it: either all was erased since, or this is another key store")
    else:
        print(f"erased since, and taken out again: {orphans.removed}; their keys are gone")
    print("Keys of what was written after the backup open nothing here; they are destroyed within two hours.")
