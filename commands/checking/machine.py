"""The machine itself: how much disk is left, and whether its clock can be right."""

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from commands.checking.finding import Finding
from ground.settings import Settings

LITTLE, TOO_LITTLE = 2 * 2**30, 500 * 2**20


def look(settings: Settings) -> Iterator[Finding]:
    yield disk(shutil.disk_usage(existing(settings.data)).free)
    yield clock(time.time(), newest(settings))


def existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.exists())


def newest(settings: Settings) -> float:
    """The time of the newest file of this guide and of what it keeps: no right clock is before it."""
    kept = settings.data.glob("*.sqlite") if settings.data.is_dir() else iter(())
    return max(file.stat().st_mtime for file in (settings.root / "content" / "service.yml", *kept))


def disk(free: int) -> Finding:
    """`free` bytes where the data is."""
    words = f"{free / 2**30:.1f} GB of disk are free"
    if free < TOO_LITTLE:
        return Finding("wrong", f"only {words}: what people write could soon not be stored")
    return Finding("look", f"only {words}") if free < LITTLE else Finding("ok", words)


def clock(now: float, seen: float) -> Finding:
    """`now` against the newest time that was `seen`, both in seconds since 1970."""
    told = f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d %H:%M} UTC"
    # A minute of grace: a clock is set back a little now and then.
    if now < seen - 60:
        return Finding("wrong", f"the clock says {told}, before the newest file: times would be wrong")
    return Finding("ok", f"the clock says {told}; that no file is newer is all that can be told here")
