"""A tracker store that keeps nothing: the casebook remembers, each turn starts from the state it is sent."""

from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class KeepsNothing(TrackerStore):
    """Every conversation is new to it, always. `endpoints.yml` names this class."""

    def __init__(self, domain: Domain | None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Let the tracker go."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """None: nothing was kept."""
        return None

    async def keys(self) -> Iterable[str]:
        """Empty: nothing was kept."""
        return ()
