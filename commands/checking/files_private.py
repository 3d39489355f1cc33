"""Who can read what is kept: nobody but the owner, and the keeper's key lies apart."""

import stat
from collections.abc import Iterator
from pathlib import Path

from commands.checking.finding import Finding
from ground.settings import Settings

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def look(settings: Settings) -> Iterator[Finding]:
    if not settings.data.is_dir():
        yield Finding("look", f"nothing is kept yet: {settings.data} is not there; ./guide run makes it")
        return
    open_to_others = [path for path in kept(settings) if path.stat().st_mode & OTHERS]
    for path in open_to_others:
        yield Finding("wrong", f"others may read {path}: run chmod go= {path}")
    if not open_to_others:
        yield Finding("ok", f"{settings.data} and the keys can be read by their owner alone")
    if settings.key_file.is_relative_to(settings.data):
        yield Finding("look", "the keeper's key lies in GUIDE_DATA: set GUIDE_KEY_FILE to a place apart")
    if settings.database_url == settings.keys_url:
        yield Finding("wrong", "GUIDE_KEYS_URL names the casebook's own database: a copy would hold the keys")
    yield from rotated(settings.key_file)


def rotated(key_file: Path) -> Iterator[Finding]:
    """What ./guide rotate-key left behind, or left unfinished."""
    if key_file.is_file() and "\nwas " in key_file.read_text("ascii", "replace"):
        yield Finding("wrong", "a change of the keeper's key was cut off: run ./guide rotate-key again")
    before = key_file.with_name(f"{key_file.name}.before")
    if before.exists():
        yield Finding("look", f"{before} is the keeper's key from before: destroy it once all is well")


def kept(settings: Settings) -> list[Path]:
    """The folders and files that hold what people said, or a key to it."""
    named = [settings.data, settings.key_file, settings.turn_secret_file]
    stores = [file for pattern in ("*.sqlite*", "keys/*.sqlite*") for file in settings.data.glob(pattern)]
    return [path for path in (*named, *stores) if path.exists()]
