"""The one source of "now"."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time in UTC; given a start, runs on from there instead of from today."""

    def __init__(self, start: datetime | None = None) -> None:
        """Take `start` (aware) as the present moment; without it, the machine's own time is told."""
        if start is not None and start.tzinfo is None:
            raise ValueError("a clock starts at a time with a time zone")
        self._start = start
        self._began = time.monotonic()

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        if self._start is None:
            return datetime.now(UTC)
        return self._start.astimezone(UTC) + timedelta(seconds=time.monotonic() - self._began)
