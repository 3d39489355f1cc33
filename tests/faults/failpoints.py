"""Named moments at which a part ends itself as kill -9 would: they exist in the tests' processes alone."""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import signal
from collections.abc import Callable
from typing import Any

# name: (module, what in it, whether it dies before or after that was done)
FRONTDOOR = {
    "heard_and_not_stored": ("frontdoor.hearing", "store", "before"),
    "stored_and_not_committed": ("frontdoor.hearing", "_care", "after"),
    "committed_and_not_acknowledged": ("frontdoor.hearing", "store", "after"),
    "acknowledged_and_not_asked": ("frontdoor.rasa_client", "Rasa.ask", "before"),
    "answered_and_not_settled": ("frontdoor.rasa_client", "Rasa.ask", "after"),
    "code_made_and_nothing_else": ("frontdoor.settling", "code_for", "after"),
    "settled_and_nothing_said": ("casebook.messages", "settle", "after"),
    "key_made_and_no_case": ("casebook.keys", "KeyStore.make", "after"),
    "case_made_and_not_committed": ("casebook.intakes", "submit", "after"),
    "all_done_and_not_committed": ("casebook.transaction", "Tx.finish", "after"),
    "committed_and_not_told": ("frontdoor.settling", "settle", "after"),
    "told_in_part": ("frontdoor.delivery", "Delivery._tell_row", "after"),
    "starting_and_asking_again": ("frontdoor.asking", "next_turn", "before"),
}
_NAME, _TIMES = "GUIDE_FAILPOINT", "GUIDE_FAILPOINT_TIMES"


def settings(name: str, times: int) -> dict[str, str]:
    """The environment in which a part dies at `name`, the `times`-th time it comes by."""
    return {_NAME: name, _TIMES: str(times)}


def arm(points: dict[str, tuple[str, str, str]] | None = None) -> None:
    """Set the failpoint that the environment names, if any; called once, as the process starts."""
    name = os.environ.get(_NAME)
    if name:
        module, path, when = (points or FRONTDOOR)[name]
        _wrap(importlib.import_module(module), path, _Countdown(int(os.environ[_TIMES])), when)


class _Countdown:
    def __init__(self, times: int) -> None:
        self._left = times

    def __call__(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _wrap(owner: Any, path: str, passed: Callable[[], None], when: str) -> None:
    *through, last = path.split(".")
    for name in through:
        owner = getattr(owner, name)
    setattr(owner, last, _around(getattr(owner, last), passed, when))


def _around(work: Callable[..., Any], passed: Callable[[], None], when: str) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(work):

        @functools.wraps(work)
        async def later(*args: Any, **kwargs: Any) -> Any:
            if when == "before":
                passed()
            result = await work(*args, **kwargs)
            if when == "after":
                passed()
            return result

        return later

    @functools.wraps(work)
    def now(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            passed()
        result = work(*args, **kwargs)
        if when == "after":
            passed()
        return result

    return now
