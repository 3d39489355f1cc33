"""Over a line that drops, stalls and slices, nothing is lost, doubled or out of order, either way."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import closing

from sqlalchemy import func, select

from casebook import messages
from casebook import tables as t
from casebook.book import Casebook
from casebook.errors import CasebookBusy
from tests.faults.bench import Bench
from tests.faults.conftest import Figure, Much
from tests.faults.killing import conversation_of, unlike
from tests.faults.person import Person
from tests.faults.proxy import Proxy, bad_weather

PEOPLE = 20
CAUGHT_UP_S = 2
SHORT_S = 5  # beside all other tests; a full run is for a quiet machine


async def test_nothing_is_lost_doubled_or_out_of_order_over_a_bad_line(
    bench: Bench, much: Much, figure: Figure
) -> None:
    each = much(200, 5_000) // PEOPLE // 2
    await bench.up("rasa", "frontdoor")
    line = await Proxy(bench.ports["frontdoor"]).open()
    trouble = asyncio.create_task(bad_weather(line, random.Random(3), much(0.2, 3), much(0.4, 4)))
    people = [Person(line.url) for _ in range(PEOPLE)]
    with closing(bench.book()) as book:
        await asyncio.gather(*(_talk(book, person, n, each) for n, person in enumerate(people)))
        cuts = line.cuts
        trouble.cancel()
        line.down, line.held, line.latency_s, line.slice_bytes = True, False, 0.0, 0
        line.cut()
        missed = much(5, 50)
        for n, person in enumerate(people):
            await _answer(book, person, n, range(each, each + missed), 0.0)
        line.down = False
        longest = max(await asyncio.gather(*(_caught_up(book, person) for person in people)))
        with book.read() as tx:
            assert [found for person in people for found in unlike(tx, person)] == []
        assert [n for n, person in enumerate(people) if _answers(person) != _wanted(n, each + missed)] == []
    await asyncio.gather(*(person.hang_up() for person in people))
    await line.close()
    assert cuts > 1
    assert longest < much(SHORT_S, CAUGHT_UP_S)
    said = f"{PEOPLE * each} from people and {PEOPLE * each} from facilitators, {cuts} cuts"
    more = f"{missed} more for each while cut off: all there {longest:.1f} s after the line was"
    figure("B10", f"{said}: 0 lost, 0 doubled, 0 out of order; {more}")


async def test_a_session_that_is_played_again_changes_nothing(bench: Bench, figure: Figure) -> None:
    await bench.up("rasa", "frontdoor")
    line = await Proxy(bench.ports["frontdoor"], upstream=[]).open()
    person = Person(line.url)
    for n in range(5):
        await person.say(f"message {n}", f"id-{n}")
    await person.until(lambda: "heard message 4" in person.texts, 20)
    await person.hang_up()
    recorded = b"".join(line.upstream or ())
    assert b"GET /socket.io/" in recorded
    with closing(bench.book()) as book:
        before = _rows(book, person)
        for _ in range(3):
            await _play(recorded, bench.ports["frontdoor"])
        assert _rows(book, person) == before
    await line.close()
    figure("B19", f"a recorded session of {len(recorded)} bytes played 3 times: 0 new rows")


async def _talk(book: Casebook, person: Person, n: int, each: int) -> None:
    """Each side says its part; the facilitator's words come through the casebook, as from the desk."""
    await person.say(f"{n}: hello", f"{n}-hello")
    await asyncio.gather(_say(person, n, each), _answer(book, person, n, range(each), 0.2))


async def _say(person: Person, n: int, each: int) -> None:
    for number in range(each):
        await person.say(f"{n}: word {number}", f"{n}-{number}")


async def _answer(book: Casebook, person: Person, n: int, numbers: range, pause_s: float) -> None:
    for number in numbers:
        while not await book.run(_write, person, f"{n}: answer {number}"):
            await asyncio.sleep(0.05)
        await asyncio.sleep(pause_s)


def _write(book: Casebook, person: Person, text: str) -> bool:
    try:
        with book.write() as tx:
            messages.add_message(tx, conversation_of(tx, person), "facilitator", text)
    except CasebookBusy:
        return False
    return True


async def _caught_up(book: Casebook, person: Person) -> float:
    """How long after the line is back the person's page has all that was there when it came back."""
    began, missed = time.monotonic(), _last(book, person)
    await person.until(lambda: person.last_whole >= missed, 60)
    longest = time.monotonic() - began
    # the guide goes on answering what was said last
    await person.until(lambda: _heard(person) == len(person.acknowledged), 60)
    await person.until(lambda: person.last_whole == _last(book, person), 60)
    return longest


def _last(book: Casebook, person: Person) -> int:
    with book.read() as tx:
        of = t.messages.c.conversation == conversation_of(tx, person)
        return int(tx.execute(select(func.max(t.messages.c.seq)).where(of)).scalar_one())


def _rows(book: Casebook, person: Person) -> list[tuple[int, str]]:
    with book.read() as tx:
        rows = messages.since(tx, conversation_of(tx, person), 0, 100_000)
        return [(row.seq, row.text) for row in rows]


def _heard(person: Person) -> int:
    return sum(text.startswith("heard ") for text in person.texts)


def _answers(person: Person) -> list[str]:
    return [text for _, (side, text) in sorted(person.rows.items()) if side == "facilitator"]


def _wanted(n: int, each: int) -> list[str]:
    return [f"{n}: answer {number}" for number in range(each)]


async def _play(recorded: bytes, port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(recorded)
    await writer.drain()
    try:
        await asyncio.wait_for(reader.read(1_000_000), 2)
        await asyncio.sleep(0.5)
    except (TimeoutError, ConnectionError):
        pass
    writer.transport.abort()
