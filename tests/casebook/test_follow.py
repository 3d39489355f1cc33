"""Whoever follows is told what changed, from other processes too, and misses nothing."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping

from casebook import conversations, holding, messages
from casebook.book import Casebook
from ground.settings import Settings
from tests.casebook.conftest import begin


class Heard:
    """What a follower was told."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.at = 0.0
        self.times = 0

    def __call__(self, changed: Mapping[str, int]) -> None:
        self.last.update(changed)
        self.at = time.monotonic()
        self.times += 1

    def waits_for(self, conv: str, change: int) -> bool:
        end = time.monotonic() + 5
        while self.last.get(conv) != change and time.monotonic() < end:
            time.sleep(0.005)
        return self.last.get(conv) == change


def last_change(book: Casebook, conv: str) -> int:
    with book.read() as tx:
        return conversations.get(tx, conv).changed


def add(book: Casebook, conv: str) -> None:
    with book.write() as tx:
        messages.add_message(tx, conv, "guide", "hello")


def test_a_new_message_of_another_process_is_told_within_half_a_second(
    installation: Settings, opened: Callable[[Settings], Casebook]
) -> None:
    here, there = opened(installation), opened(installation)
    conv = begin(there)
    heard = Heard()
    follower = here.follow(heard)
    time.sleep(0.3)
    began = time.monotonic()
    add(there, conv)
    assert heard.waits_for(conv, last_change(there, conv))
    assert heard.at - began < 0.5
    follower.stop()


def test_what_was_there_before_is_not_told(book: Casebook, conv: str) -> None:
    heard = Heard()
    follower = book.follow(heard)
    time.sleep(0.4)
    follower.stop()
    assert heard.times == 0


def test_a_change_of_holder_is_told(book: Casebook, conv: str) -> None:
    heard = Heard()
    follower = book.follow(heard)
    with book.write() as tx:
        holding.set_holder(tx, conv, "queue", None, 0)
    assert heard.waits_for(conv, last_change(book, conv))
    follower.stop()


def test_nothing_is_missed_when_many_write(book: Casebook) -> None:
    heard = Heard()
    follower = book.follow(heard)
    convs = [begin(book, f"session {n}") for n in range(5)]
    for _ in range(5):
        for conv in convs:
            add(book, conv)
    assert all(heard.waits_for(conv, last_change(book, conv)) for conv in convs)
    follower.stop()


def test_after_stop_nothing_is_told(book: Casebook, conv: str) -> None:
    heard = Heard()
    book.follow(heard).stop()
    add(book, conv)
    time.sleep(0.3)
    assert heard.times == 0


async def test_a_follower_of_a_loop_is_told_on_it(sqlite_book: Casebook) -> None:
    conv = begin(sqlite_book)
    told: asyncio.Queue[str] = asyncio.Queue()
    follower = sqlite_book.follow(lambda changed: told.put_nowait(threading.current_thread().name))
    add(sqlite_book, conv)
    assert await asyncio.wait_for(told.get(), 5) == threading.current_thread().name
    await asyncio.to_thread(follower.stop)


def test_a_cursor_finds_what_changed_after_it(book: Casebook, conv: str) -> None:
    with book.read() as tx:
        cursor, changed = conversations.changed_since(tx, 0)
    assert changed == {conv: cursor}
    add(book, conv)
    with book.read() as tx:
        later, changed = conversations.changed_since(tx, cursor)
        assert changed == {conv: later}
        assert conversations.changed_since(tx, later) == (later, {})
