"""Hears within a second what a keeper or a lead changed at the desk: hours, promises, contacts."""

from __future__ import annotations

import asyncio

from casebook import Casebook, told
from casebook.errors import CasebookError
from casebook.told import Version
from frontdoor.parts import Content
from ground import logging

EVERY_S = 1.0

log = logging.get("frontdoor")


async def forever(book: Casebook, content: Content) -> None:
    """Look each second; while the casebook is away, what was told last stands."""
    seen = 0
    while True:
        try:
            seen = await once(book, content, seen)
        except CasebookError as error:
            log.warning("keeping_up_waits", error=type(error).__name__)
        await asyncio.sleep(EVERY_S)


async def once(book: Casebook, content: Content, seen: int) -> int:
    """Take over what stands, where it is not number `seen`; returns the number that stands."""
    now = await book.look(_newer, seen)
    if now is None:
        return seen
    content.hear(now.values)
    log.info("service_changed", number=now.n)
    return now.n


def _newer(book: Casebook, seen: int) -> Version | None:
    with book.read() as tx:
        return told.current(tx) if told.number(tx) != seen else None
