"""Things to be done soon, beside the answer that goes out now."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from ground import logging

log = logging.get("frontdoor")


class Tasks:
    """Holds on to what was begun, and tells the log when it failed."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def soon(self, work: Coroutine[Any, Any, Any]) -> None:
        """Begin `work` and go on."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def close(self, within_s: float) -> None:
        """Wait for what is running, and stop what takes longer."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=within_s)
            for task in late:
                task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("task_failed", error=type(error).__name__, file=logging.where(error))
