"""The data folder: made private, and known to be writable and roomy before anything starts in it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands.tools.trouble import Trouble

ROOM_NEEDED = 50 * 1024 * 1024


def prepare(data: Path) -> None:
    """Makes `data` for its owner alone; raises Trouble where it cannot be written or the disk is full."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        raise Trouble(f"cannot write in {data}: {os.strerror(error.errno or 0).lower()}") from None
    left = shutil.disk_usage(data).free
    if left < ROOM_NEEDED:
        raise Trouble(
            f"the disk that holds {data} is full: {left >> 20} MB left, {ROOM_NEEDED >> 20} MB needed"
        )


@contextmanager
def taken(data: Path) -> Iterator[None]:
    """Holds the folder for one installation; raises Trouble where another one runs in it."""
    with (data / "running").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"the guide already runs in {data}: {_how_to_stop(data)}") from None
        os.set_inheritable(mark.fileno(), True)
        yield


def _how_to_stop(data: Path) -> str:
    pid = data / "supervisor.pid"
    process = f"kill {pid.read_text().strip()}" if pid.is_file() else "Ctrl-C where it runs"
    return f"stop it first ({process}), or set GUIDE_DATA to another folder"
