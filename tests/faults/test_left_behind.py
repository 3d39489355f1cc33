"""Words that must stay between two people are searched for in everything that was written meanwhile."""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import shutil
from contextlib import closing
from pathlib import Path

import aiohttp
import psutil
import pytest
from playwright.async_api import async_playwright
from sqlalchemy import text

from tests.faults.bench import Bench
from tests.faults.conftest import Figure
from tests.faults.person import Person
from tests.faults.rasa import SEND
from tests.frontdoor.browser import Browser
from tests.page.conftest import QUIET

PARTS = ("frontdoor", "desk", "rasa")


def canaries(count: int) -> list[str]:
    """Words that stand nowhere else."""
    return [f"kanari{secrets.token_hex(6)}" for _ in range(count)]


def found_in(raw: bytes, words: list[str]) -> list[str]:
    """Which of the words stand in these bytes, as a browser or a database may write them."""
    lower = raw.lower()
    return [word for word in words if word.encode() in lower or word.encode("utf-16-le") in lower]


def bytes_below(folder: Path) -> bytes:
    return b"".join(
        file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()
    )


async def test_no_canary_is_in_anything_that_the_parts_wrote(bench: Bench, figure: Figure) -> None:
    words = canaries(8)
    await bench.up(*PARTS)
    person = Person(bench.url())
    await person.say(f"I am {words[0]}, I could kill myself", words[1])
    await person.say(f"{SEND}{words[2]} did not listen", "b")
    await person.until(lambda: person.references, 60)
    tab = await (await Browser(bench.url()).connect()).open(person.session)
    await tab.call("user_uttered", {"message": words[3] * 3_000})
    await tab.call("user_uttered", {"message": words[4], "file": words[4]})
    await tab.call(words[5], {words[5]: words[5]})
    await bench.stop("rasa")
    await tab.say(f"{words[6]} while the guide is away")
    (bench.data / "casebook.sqlite").rename(bench.data / "away")
    await tab.say(f"{words[7]} while nothing can be kept")
    metrics = await _metrics(bench, words)
    told = "".join(" ".join(bench.process(part).cmdline()) for part in ("frontdoor", "desk"))
    calls = _calls_outside(bench)
    (bench.data / "away").rename(bench.data / "casebook.sqlite")
    await tab.close()
    await person.hang_up()
    for part in ("frontdoor", "desk"):
        await bench.stop(part)
    secret = [word for word in words if word != words[1]] + [person.session or "", words[1]]
    logs = bytes_below(bench.logs)
    assert b'"event"' in logs
    assert found_in(logs + metrics + told.encode(), [word.lower() for word in secret]) == []
    assert found_in(bytes_below(bench.data), [word.lower() for word in secret]) == []
    assert calls == []
    ways = "in eight ways, also with the guide away and the casebook gone"
    figure("B37", f"{len(secret)} canaries {ways}: 0 in logs, metrics, process list; 0 calls outside")
    figure(
        "B38", f"{len(secret)} canaries: 0 in the raw bytes of {bench.data.name}/ (database, its log, keys)"
    )


async def _metrics(bench: Bench, words: list[str]) -> bytes:
    """The counts, and what is said to somebody who asks for a wrong page with a canary in its address."""
    async with aiohttp.ClientSession() as web:
        gathered = b""
        for path in ("/metrics", "/readyz", "/nowhere"):
            async with web.get(bench.url() + path, headers={"X-Said": words[0]}) as answer:
                gathered += await answer.read()
        async with web.post(f"{bench.url()}/leave", data=words[0]) as answer:
            return gathered + await answer.read()


def _calls_outside(bench: Bench) -> list[str]:
    """Addresses other than this machine that a part is connected to."""
    far = [
        one.raddr.ip
        for part in ("frontdoor", "desk")
        for one in bench.process(part).net_connections()
        if one.raddr
    ]
    return [address for address in far if not ipaddress.ip_address(address).is_loopback]


async def test_the_parts_listen_on_this_machine_alone(bench: Bench, figure: Figure) -> None:
    await bench.up("frontdoor", "desk")
    listening = [
        one.laddr.ip
        for part in ("frontdoor", "desk")
        for one in bench.process(part).net_connections()
        if one.status == psutil.CONN_LISTEN
    ]
    assert len(listening) == 2
    assert {ipaddress.ip_address(address).is_loopback for address in listening} == {True}
    figure("B43", f"{len(listening)} ports listen, all on loopback until a keeper says otherwise")


@pytest.mark.browser
async def test_after_leaving_the_browsers_profile_holds_nothing_that_was_typed(
    bench: Bench, tmp_path: Path, figure: Figure
) -> None:
    sent, draft = canaries(2)
    await bench.up("rasa", "frontdoor")
    profile = tmp_path / "profile"
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as play:
        context = await play.chromium.launch_persistent_context(profile, executable_path=program, args=QUIET)
        page = context.pages[0]
        await page.route("https://**", lambda route: route.fulfill(body="<h1>Fine spells</h1>"))
        await page.goto(bench.url())
        await page.wait_for_selector(".entry")
        await page.fill("#message", f"my name is {sent}")
        await page.keyboard.press("Enter")
        await page.get_by_text(f"heard my name is {sent}").first.wait_for()
        await page.fill("#message", f"half a thought about {draft}")
        session = await page.evaluate("sessionStorage.getItem('s')")
        await page.click("#leave")
        await page.wait_for_url("https://**")
        await asyncio.sleep(0.5)
        await context.close()
    raw = bytes_below(profile)
    assert len(raw) > 100_000
    assert found_in(raw, [sent, draft, session.lower()]) == []
    with closing(bench.book()) as book, book.read() as tx:
        assert tx.execute(text("SELECT count(*) FROM messages")).scalar_one() == 0
    figure("B31", f"Chromium: 3 canaries, 0 in the {len(raw) // 1024} kB of its profile after leaving")
