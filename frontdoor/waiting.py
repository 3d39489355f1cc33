"""Looks after people who wait for a facilitator: says when nobody has come for a while, or hours are over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from casebook import Casebook, conversations, effects
from casebook.conversations import Conversation
from casebook.errors import CasebookError, UnknownConversation
from casebook.transaction import Tx
from frontdoor import choices, handover
from frontdoor.messages import SERVICE
from frontdoor.parts import Content, Parts
from ground import logging
from ground.hours import Hours, spoken_moment

EVERY_S = 15.0
NOBODY_YET_AFTER = timedelta(minutes=5)

log = logging.get("frontdoor")


class Notice(NamedTuple):
    """What is to be said: the kind, once for each; the name of its words and what is filled in."""

    kind: str
    name: str
    values: Mapping[str, str]


async def forever(parts: Parts) -> None:
    """Look again and again at the conversations that sit here and wait."""
    while True:
        await asyncio.sleep(EVERY_S)
        await look(parts)


async def look(parts: Parts) -> None:
    """Look once; what the casebook could not do now is done the next time."""
    for conv in parts.seats.held_by("queue"):
        try:
            await parts.book.run(remind, conv, parts.content)
        except CasebookError as error:
            log.warning("reminder_waits", conversation=conv, error=type(error).__name__)


def remind(book: Casebook, conv: str, content: Content) -> bool:
    """Say once that opening hours are over, or that nobody has come for a while; True when one was said."""
    with book.write() as tx:
        try:
            here = conversations.lock(tx, conv)
        except UnknownConversation:
            return False
        notice = due(tx, here, content.hours)
        if notice is None or not effects.once(tx, f"{conv}:{notice.kind}:{here.fence}", conv, "notice"):
            return False
        choices.write(tx, conv, SERVICE, content.words.message(notice.name, **notice.values), content.words)
        return True


def due(tx: Tx, here: Conversation, hours: Hours) -> Notice | None:
    """What there is to say to somebody who waits; None where they do not wait, or not long enough."""
    since = conversations.about(tx, here.id).get(handover.QUEUED_AT)
    if here.holder != "queue" or here.ended_at is not None or since is None:
        return None
    asked_at = datetime.fromisoformat(since)
    next_open = hours.next_open(tx.now)
    if hours.open(asked_at) and not hours.open(tx.now) and next_open is not None:
        # hours may end more than once while somebody waits, as for lunch and in the evening
        kind = f"closed:{next_open.isoformat()}"
        return Notice(kind, "waiting_hours_over", {"next_open": spoken_moment(next_open)})
    if tx.now - asked_at < NOBODY_YET_AFTER:
        return None
    return Notice("queue", "nobody_yet", {})
