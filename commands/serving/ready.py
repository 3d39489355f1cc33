"""Waits until a server says that it is ready."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable

PAUSE_SECONDS = 0.2


def wait(addresses: list[str], seconds: float, alive: Callable[[], bool]) -> str | None:
    """None once every /readyz below `addresses` answers 200; otherwise what the one that did not said."""
    end = time.monotonic() + seconds
    waiting = list(addresses)
    said = "nothing answered"
    while waiting and alive() and time.monotonic() < end:
        failing = ask(waiting[0])
        if failing is None:
            waiting.pop(0)
            continue
        said = failing
        time.sleep(PAUSE_SECONDS)
    return said if waiting else None


def ask(address: str) -> str | None:
    """None when ready, otherwise what the server said is failing."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310  an address of our own
            return None
    except urllib.error.HTTPError as error:
        return parts(error.read())
    except OSError:
        return f"{address} does not answer yet"


def parts(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body))
    except ValueError:
        return "an answer that is not JSON"
