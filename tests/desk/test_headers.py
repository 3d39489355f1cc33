import gzip

import aiohttp
import pytest

from ground.assets import Asset
from tests.desk.conftest import Desk

PATHS = ["/sign-in", "/queue", "/no-such-page", "/case/NOPE", "/healthz", "/invite/x"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_forbids_what_it_does_not_need(desk: Desk, path: str) -> None:
    page = await desk.browser().get(path)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


async def test_no_page_needs_a_script_or_a_style_of_its_own(desk: Desk) -> None:
    keeper = await desk.signed_in("keeper")
    for path in ("/queue", "/people", "/audit"):
        page = (await keeper.get(path)).html
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script src="/assets/')
        assert " on" + "click=" not in page


async def test_its_files_come_packed_and_are_not_sent_again_to_who_has_them(desk: Desk) -> None:
    desk.app.ctx.assets = {"desk.css": Asset(b"p { margin: 0 } " * 99, "text/css")}
    path = f"{desk.base}/assets/desk.css"
    async with aiohttp.ClientSession(auto_decompress=False) as web:
        async with web.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
            packed, headers = await answer.read(), answer.headers
            assert answer.status == 200
        async with web.get(path, headers={"Accept-Encoding": "identity"}) as answer:
            assert "Content-Encoding" not in answer.headers
            plain = await answer.read()
        assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert gzip.decompress(packed) == plain
        assert headers["Cache-Control"] == "max-age=300"
        again = {"Accept-Encoding": "gzip", "If-None-Match": headers["ETag"]}
        async with web.get(path, headers=again) as answer:
            assert (answer.status, await answer.read()) == (304, b"")


async def test_health_says_alive_and_ready(desk: Desk) -> None:
    alive = await desk.browser().get("/healthz")
    ready = await desk.browser().get("/readyz")
    assert (alive.status, ready.status) == (200, 200)
    assert '"test":true' in ready.html
