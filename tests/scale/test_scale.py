"""Several units on one PostgreSQL: nothing overlaps, nothing is lost, nobody notices."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import psycopg
import pytest

from casebook import Casebook, conversations, desk_sessions, holding, staff, tokens
from casebook.rights import Staff
from casebook.transaction import Tx
from tests.faults.person import Person
from tests.scale.conftest import Fleet, Much

pytestmark = pytest.mark.postgres

EVERY_S = 2.0
ANSWERED_S = 120.0
ON_SCREEN_S = 0.5
FACILITATOR = Staff("f1", "facilitator", "", "")


async def talk(person: Person, turns: int, name: str) -> None:
    """Says so many things, one after the other, and stays until each was answered."""
    for n in range(turns):
        await say(person, f"{name}-{n}")
    await person.until(lambda: heard(person) == turns, ANSWERED_S)


async def say(person: Person, text: str) -> None:
    """Until it is acknowledged; a closing server may acknowledge with nothing, which is no yes."""
    while text not in person.acknowledged:
        with suppress(TypeError):
            await person.say(text, text)


def heard(person: Person) -> int:
    return sum(text.startswith("heard ") for text in person.texts)


def assert_served_as_by_one(fleet: Fleet, people: dict[str, Person], turns: int) -> None:
    """Each word once, each answered once and in order, and no turn went by the state of another."""
    book = fleet.units[0].book()
    try:
        for name, person in people.items():
            assert person.is_whole, name
            assert person.contradictions == [], name
            own = [text for text in person.texts if text.startswith(f"{name}-")]
            answers = [text for text in person.texts if text.startswith("heard ")]
            assert own == [f"{name}-{n}" for n in range(turns)], name
            assert answers == [f"heard {text}" for text in own], name
            assert state_of(book, person)["slots"]["count"] == turns, name
    finally:
        book.close()


def state_of(book: Casebook, person: Person) -> dict[str, dict[str, int]]:
    with book.read() as tx:
        return conversations.state(tx, conversation(tx, person))


@asynccontextmanager
async def backends_cut(database: str) -> AsyncIterator[list[int]]:
    """Every two seconds all connections to the casebook are terminated; the list says how many each time."""
    cut: list[int] = []
    statement = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    async def cutting() -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
                row = await (await connection.execute(statement)).fetchone()
                cut.append(row[0] if row else 0)

    task = asyncio.create_task(cutting())
    try:
        yield cut
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_turns_of_one_conversation_never_overlap_while_connections_are_cut(
    fleet: Fleet, much: Much
) -> None:
    turns = much(10, 40)
    people = {f"p{n}": Person(fleet.url) for n in range(much(8, 50))}
    async with backends_cut(fleet.database) as cut:
        await asyncio.gather(*(talk(person, turns, name) for name, person in people.items()))
        while not cut:
            await asyncio.sleep(0.1)
    assert_served_as_by_one(fleet, people, turns)
    assert all(count > 0 for count in fleet.proxy.carried.values())
    await asyncio.gather(*(person.hang_up() for person in people.values()))


async def test_one_conversation_in_tabs_at_different_units_is_still_one(fleet: Fleet) -> None:
    first = Person(fleet.units[0].url())
    await say(first, "a-0")
    await first.until(lambda: heard(first) == 1, ANSWERED_S)
    other = Person(fleet.units[1].url())
    other.session = first.session
    both = (first, other)

    async def says(tab: Person, numbers: range) -> None:
        for n in numbers:
            await say(tab, f"a-{n}")

    await asyncio.gather(says(first, range(1, 9, 2)), says(other, range(2, 9, 2)))
    await asyncio.gather(*(tab.until(lambda tab=tab: heard(tab) == 9, ANSWERED_S) for tab in both))
    assert first.texts == other.texts
    assert sorted(text for text in first.texts if text.startswith("a-")) == [f"a-{n}" for n in range(9)]
    book = fleet.units[0].book()
    assert state_of(book, first)["slots"]["count"] == 9
    book.close()
    await asyncio.gather(*(tab.hang_up() for tab in both))


async def test_a_facilitator_reaches_the_right_browser_whatever_unit_it_is_at(
    fleet: Fleet, record_property: Callable[[str, object], None]
) -> None:
    people = [Person(unit.url()) for unit in fleet.units]
    for n, person in enumerate(people):
        await say(person, f"p{n}-0")
        await person.until(lambda person=person: heard(person) == 1, ANSWERED_S)
    book = fleet.units[0].book()
    for n, person in enumerate(people):
        await asyncio.to_thread(take_over, book, person)
        took = [await reached(book, person, f"kia ora {n}")]
        # on a machine that is busy with other tests a single one may take longer: the way must allow it
        while min(took) > ON_SCREEN_S and len(took) < 10:
            took.append(await reached(book, person, f"kia ora {n}, {len(took)}"))
        record_property("take-over", f"unit {n}: {1000 * min(took):.0f} ms")
        assert min(took) <= ON_SCREEN_S, took
    book.close()
    told = [any(text.startswith("kia ora 0") for text in person.texts) for person in people]
    assert told == [n == 0 for n in range(len(people))]
    await asyncio.gather(*(person.hang_up() for person in people))


async def reached(book: Casebook, person: Person, text: str) -> float:
    """Seconds from the facilitator's words being kept to their standing on the person's screen."""
    await asyncio.to_thread(say_as_facilitator, book, person, text)
    begun = time.monotonic()
    await person.until(lambda: text in person.texts, ANSWERED_S)
    return time.monotonic() - begun


def take_over(book: Casebook, person: Person) -> None:
    """What the desk does in its own process."""
    with book.write() as tx:
        conv = conversation(tx, person)
        holding.open_words(tx, conv)
        holding.take_over(tx, FACILITATOR, conv)


def say_as_facilitator(book: Casebook, person: Person, text: str) -> None:
    with book.write() as tx:
        holding.say(tx, FACILITATOR, conversation(tx, person), text)


def conversation(tx: Tx, person: Person) -> str:
    assert person.session
    found = conversations.find(tx, tokens.fingerprint(person.session))
    assert found
    return found.id


async def test_a_session_at_one_desk_is_one_at_every_desk(fleet: Fleet) -> None:
    desks = fleet.units[:2]
    await asyncio.gather(*(unit.up("desk") for unit in desks))
    book = desks[0].book()
    with book.write() as tx:
        invited = staff.invite(tx, "lead", staff.MACHINE)
    account = await asyncio.to_thread(made_from, book, invited)
    with book.write() as tx:
        cookie = {"desk": desk_sessions.start(tx, account.id)}
    book.close()
    async with aiohttp.ClientSession(cookies=cookie) as web:
        for unit in desks:
            async with web.get(f"{unit.url('desk')}/queue", allow_redirects=False) as answer:
                assert answer.status == 200


def made_from(book: Casebook, invited: str) -> Staff:
    import pyotp

    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(book.clock.now())
    words = "a lantern by the quiet estuary"
    return staff.accept_invite(book, invited, "Mere", "mere@example.org", words, secret, code)


async def test_a_rolling_restart_loses_nothing(fleet: Fleet, much: Much) -> None:
    turns = much(12, 100)
    people = {f"r{n}": Person(fleet.url) for n in range(6)}
    talks = asyncio.gather(*(talk(person, turns, name) for name, person in people.items()))
    restarts = 0
    while restarts < len(fleet.units) or not talks.done():
        unit = fleet.units[restarts % len(fleet.units)]
        assert await unit.stop("frontdoor", signal.SIGTERM) <= 10
        await unit.up("frontdoor")
        restarts += 1
        await asyncio.sleep(0.2)
    await talks
    assert_served_as_by_one(fleet, people, turns)
    await asyncio.gather(*(person.hang_up() for person in people.values()))


async def test_a_killed_worker_is_not_noticed(fleet: Fleet, much: Much) -> None:
    turns = much(12, 40)
    people = {f"k{n}": Person(fleet.url) for n in range(6)}
    talks = asyncio.gather(*(talk(person, turns, name) for name, person in people.items()))
    while sum(map(heard, people.values())) < len(people):
        await asyncio.sleep(0.01)
    gone = fleet.units[0]
    await gone.stop("frontdoor")
    await talks
    assert not gone.runs("frontdoor")
    assert_served_as_by_one(fleet, people, turns)
    assert all(person.refused.count("no_session") == 0 for person in people.values())
    await asyncio.gather(*(person.hang_up() for person in people.values()))
