"""Lines with elapsed seconds, on standard error, so that a keeper sees that work goes on."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

HEARTBEAT_SECONDS = 20.0


def say(words: str) -> None:
    # The process began as the guide script, which replaced itself by this one: the seconds go on counting.
    elapsed = time.time() - psutil.Process().create_time()
    print(f"{elapsed:4.0f} s  {words}", file=sys.stderr, flush=True)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Says what begins, and again every 20 seconds that it still goes on."""
    say(words)
    over = threading.Event()
    threading.Thread(target=_remind, args=(words, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _remind(words: str, over: threading.Event) -> None:
    while not over.wait(HEARTBEAT_SECONDS):
        say(f"still {words}")
