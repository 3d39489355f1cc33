"""Forgets what is past its days, again and again while the front door is open."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from casebook import Casebook, retention
from casebook.errors import CasebookError
from ground import logging

EVERY_S = 600.0

log = logging.get("frontdoor")


async def forever(book: Casebook, days: Mapping[str, int]) -> None:
    """Sweep each ten minutes; what fails is tried again the next time."""
    while True:
        try:
            swept = await book.run(retention.sweep, retention.Days(**days))
            log.info("swept", count=swept.conversations)
        except CasebookError as error:
            log.warning("sweep_waits", error=type(error).__name__)
        await asyncio.sleep(EVERY_S)
