"""Counts for /metrics: no names, no ids, no words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from casebook import Casebook, watching
from casebook.errors import CasebookError
from casebook.watching import Standing

# From a fifth of what a part usually takes to the time after which a person is told that it takes longer.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
LEVELS = ("check", "crisis")


class Metrics:
    """The front door's own counters, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter("guide_messages", "Messages stored", registry=self.registry)
        self.refused = Counter("guide_refused", "Messages refused", ["error"], registry=self.registry)
        self.sessions = Counter("guide_sessions", "Sessions begun", registry=self.registry)
        self.turns = Counter("guide_turns", "Turns by how they ended", ["end"], registry=self.registry)
        self.errors = Counter("guide_errors", "Failed, tried again", ["part"], registry=self.registry)
        self.turn_seconds = Histogram("guide_turn_seconds", "From stored to settled", registry=self.registry)
        self._parts = Histogram(
            "guide_part_seconds",
            "Seconds by part",
            ["part"],
            registry=self.registry,
            buckets=SECONDS,
        )
        self._seats = Gauge("guide_seats", "Sockets connected", registry=self.registry)
        self._standing = _Standing(self.registry)

    def count_seats(self, count: Callable[[], float]) -> None:
        """Have the number of sockets asked when it is read."""
        self._seats.set_function(count)

    def timed(self, part: str) -> AbstractContextManager[object]:
        """Measure what is done inside: `screening`, `store`, `rasa`, `settle`."""
        return self._parts.labels(part).time()

    async def text(self, book: Casebook) -> bytes:
        """The counts in the Prometheus text format, with how the casebook stands now."""
        try:
            self._standing.show(await book.look(_look))
        except CasebookError:
            self._standing.unknown()
        return generate_latest(self.registry)


class _Standing:
    """What the casebook says of itself; every front door says the same: take the largest, not the sum."""

    def __init__(self, registry: CollectorRegistry) -> None:
        own = {"registry": registry}
        self._casebook = Gauge("guide_casebook_up", "Whether it can be read now", **own)
        self._waiting = Gauge("guide_waiting", "What waits", ["what"], **own)
        self._oldest = Gauge("guide_waiting_seconds", "How long the oldest waits", ["what"], **own)
        self._concerns = Gauge("guide_concerns", "Concerns nobody acknowledged", ["level"], **own)
        self._concerns_oldest = Gauge("guide_concerns_seconds", "How long the oldest waits", ["level"], **own)
        self._given_up = Gauge("guide_outbox_given_up", "Notices not sent for three days", **own)

    def show(self, found: Standing) -> None:
        self._casebook.set(1)
        waiting = {
            "turn": (found.unsettled, found.unsettled_s),
            "facilitator": (found.in_queue, found.in_queue_s),
            "outbox": (found.outbox, found.outbox_s),
        }
        for what, (count, oldest) in waiting.items():
            self._waiting.labels(what).set(count)
            self._oldest.labels(what).set(oldest)
        for level in LEVELS:
            self._concerns.labels(level).set(found.concerns.get(level, 0))
            self._concerns_oldest.labels(level).set(found.concerns_s.get(level, 0.0))
        self._given_up.set(found.outbox_given_up)

    def unknown(self) -> None:
        """Old numbers are worse than none."""
        self._casebook.set(0)
        for told in (self._waiting, self._oldest, self._concerns, self._concerns_oldest):
            told.clear()


def _look(book: Casebook) -> Standing:
    with book.read() as tx:
        return watching.standing(tx)
