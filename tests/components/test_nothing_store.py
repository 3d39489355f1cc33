"""The tracker store forgets at once (hazards F3, F4)."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from components.nothing_store import KeepsNothing

pytestmark = pytest.mark.bot


async def test_what_was_saved_is_not_there() -> None:
    store = KeepsNothing(Domain.empty())
    await store.save(DialogueStateTracker("c1", []))
    assert await store.retrieve("c1") is None
    assert list(await store.keys()) == []


async def test_every_conversation_starts_empty() -> None:
    store = KeepsNothing(Domain.empty())
    tracker = await store.get_or_create_tracker("c1", append_action_listen=False)
    assert list(tracker.events) == []
