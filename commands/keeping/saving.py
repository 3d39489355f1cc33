"""Makes a backup in a folder of its own; a half-made one never looks whole."""

import os
from pathlib import Path

from casebook import Casebook, backup, schema
from casebook.staff import MACHINE
from commands.keeping import manifest
from commands.keeping.manifest import Manifest
from commands.tools.trouble import Trouble
from ground.secrets import private_folder
from ground.settings import Settings


def save(book: Casebook, settings: Settings, into: Path) -> Path:
    """A new backup below `into`; returns its folder. Raises Trouble, CasebookError."""
    refuse_one_database(settings)
    folder = private_folder(into.expanduser().resolve()) / f"casebook-{book.clock.now():%Y-%m-%dT%H%M%S}Z"
    if folder.exists():
        raise Trouble(f"{folder} is there already: try again in a second")
    part = folder.with_name(f"{folder.name}.part-{os.getpid()}")
    part.mkdir(mode=0o700)
    with book.write() as tx:
        head = backup.begin(tx, MACHINE)
    database = backup.kind(settings.database_url)
    copied = part / backup.FILES[database]
    try:
        backup.copy(settings.database_url, copied)
    except backup.NoProgram as missing:
        raise Trouble(f"{missing.program} is not on this machine: install PostgreSQL's client") from None
    Manifest(
        made_at=book.clock.now().isoformat(timespec="seconds"),
        database=database,
        schema=schema.HEAD,
        key=book.keeper.name,
        audit=(head.n, head.mac),
        file=copied.name,
        bytes=copied.stat().st_size,
        sha256=manifest.sha256(copied),
    ).write(part, book.keeper)
    settle(part)
    return part.rename(folder)


def refuse_one_database(settings: Settings) -> None:
    if settings.database_url == settings.keys_url:
        raise Trouble("GUIDE_KEYS_URL names the casebook's own database: a copy of it would hold the keys")


def settle(folder: Path) -> None:
    """Bring what was written to the disk before the name says that it is whole."""
    for path in (*folder.iterdir(), folder):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
