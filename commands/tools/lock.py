"""Two commands that set up at the same time: the second waits for the first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from commands.tools.places import HOME
from commands.tools.progress import say


@contextmanager
def held() -> Iterator[None]:
    """The lock that the guide script takes too; let go when the block ends or the process dies."""
    HOME.mkdir(exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is at work; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
