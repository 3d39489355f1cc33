"""Looks after people who wait for a facilitator: when nobody has come for a while, that is said."""

from __future__ import annotations

import asyncio

from casebook.errors import CasebookError
from frontdoor import handover
from frontdoor.parts import Parts
from ground import logging

EVERY_S = 15.0

log = logging.get("frontdoor")


async def forever(parts: Parts) -> None:
    """Look again and again at the conversations that sit here and wait."""
    while True:
        await asyncio.sleep(EVERY_S)
        await look(parts)


async def look(parts: Parts) -> None:
    """Look once; what the casebook could not do now is done the next time."""
    for conv in parts.seats.held_by("queue"):
        try:
            await parts.book.run(handover.remind, conv, parts.content)
        except CasebookError as error:
            log.warning("reminder_waits", conversation=conv, error=type(error).__name__)
