"""How much one session or one address may ask for (contracts.md 2)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MESSAGES_A_SECOND = 5.0
BURST = 20.0
NEW_SESSIONS_A_MINUTE = 50
MINUTE_S = 60.0
_KEPT = 10_000


@dataclass
class _Bucket:
    left: float
    at: float


class Buckets:
    """Token buckets by key; `seconds` tells a monotonic time."""

    def __init__(
        self, seconds: Callable[[], float], rate: float = MESSAGES_A_SECOND, burst: float = BURST
    ) -> None:
        """`rate` tokens a second come back, up to `burst`."""
        self._seconds, self._rate, self._burst = seconds, rate, burst
        self._buckets: dict[str, _Bucket] = {}

    def take(self, key: str) -> bool:
        """Take one token; False when there is none."""
        now = self._seconds()
        bucket = self._buckets.setdefault(key, _Bucket(self._burst, now))
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        if len(self._buckets) > _KEPT:
            self._forget_full(now)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def _forget_full(self, now: float) -> None:
        refill = self._burst / self._rate
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket.at < refill}


class Window:
    """At most `limit` in any `length` seconds by key."""

    def __init__(
        self, seconds: Callable[[], float], limit: int = NEW_SESSIONS_A_MINUTE, length: float = MINUTE_S
    ) -> None:
        """`seconds` tells a monotonic time."""
        self._seconds, self._limit, self._length = seconds, limit, length
        self._times: dict[str, deque[float]] = {}

    def take(self, key: str) -> bool:
        """Count one; False, and not counted, when the window is full."""
        now = self._seconds()
        times = self._times.setdefault(key, deque())
        while times and now - times[0] >= self._length:
            times.popleft()
        if len(self._times) > _KEPT:
            recent = ((k, kept) for k, kept in self._times.items() if kept and now - kept[-1] < self._length)
            self._times = dict(recent)
        if len(times) >= self._limit:
            return False
        times.append(now)
        self._times[key] = times
        return True
