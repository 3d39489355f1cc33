"""Counts for /metrics: no names, no ids, no words."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """The front door's own counters, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter("guide_messages", "Messages stored", registry=self.registry)
        self.refused = Counter("guide_refused", "Messages refused", ["error"], registry=self.registry)
        self.sessions = Counter("guide_sessions", "Sessions begun", registry=self.registry)
        self.concerns = Counter("guide_concerns", "Concerns raised", ["level"], registry=self.registry)
        self.turns = Counter("guide_turns", "Turns by how they ended", ["end"], registry=self.registry)
        self.turn_seconds = Histogram("guide_turn_seconds", "From stored to settled", registry=self.registry)
        self._seats = Gauge("guide_seats", "Sockets connected", registry=self.registry)

    def count_seats(self, count: Callable[[], float]) -> None:
        """Have the number of sockets asked when it is read."""
        self._seats.set_function(count)

    def text(self) -> bytes:
        """The counts in the Prometheus text format."""
        return generate_latest(self.registry)
