"""Pages that wait for news of a conversation, so that it is on them as soon as it is in the casebook."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sanic import Sanic


class Waiting:
    """Who waits for what in this process."""

    def __init__(self) -> None:
        self._by_conversation: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._closed = False

    @contextmanager
    def on(self, conv: str) -> Iterator[asyncio.Event]:
        """An event that is set when something happens in `conv`, from here to the end of the block."""
        happened = asyncio.Event()
        if self._closed:
            happened.set()
        self._by_conversation[conv].add(happened)
        try:
            yield happened
        finally:
            self._by_conversation[conv].discard(happened)
            if not self._by_conversation[conv]:
                del self._by_conversation[conv]

    async def until(self, happened: asyncio.Event, end: float) -> bool:
        """Whether it happened before `end` (of `time.monotonic`); False when the desk is about to stop."""
        try:
            await asyncio.wait_for(happened.wait(), end - time.monotonic())
        except TimeoutError:
            return False
        happened.clear()
        return not self._closed

    def changed(self, changes: Mapping[str, int]) -> None:
        """The casebook changed, through this process or another."""
        for conv in changes:
            for happened in self._by_conversation.get(conv, ()):
                happened.set()

    def close(self) -> None:
        """Let go of everybody, and of whoever comes from now on: the desk is about to stop."""
        self._closed = True
        self.changed(dict.fromkeys(self._by_conversation, 0))


def follow(app: Sanic) -> None:
    """Have the app follow its casebook while it is open."""
    app.ctx.waiting = Waiting()

    @app.before_server_start
    async def begin(app: Sanic) -> None:
        app.ctx.follower = app.ctx.book.follow(app.ctx.waiting.changed)

    @app.before_server_stop
    async def end(app: Sanic) -> None:
        app.ctx.waiting.close()
        await asyncio.to_thread(app.ctx.follower.stop)
