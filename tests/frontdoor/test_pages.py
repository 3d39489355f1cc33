"""Pages, headers, origins, probes: what is served without a conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from socketio.exceptions import ConnectionError as Refused

from ground import addresses
from tests.frontdoor.conftest import Door


@pytest_asyncio.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_every_page_has_the_security_headers(door: Door, web: aiohttp.ClientSession) -> None:
    for path in (
        "/",
        "/numbers",
        "/safer-browsing",
        "/ways",
        "/healthz",
        "/no-such-page",
        "/assets/../pyproject.toml",
    ):
        async with web.get(door.url + path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none';")
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "camera=()" in answer.headers["Permissions-Policy"]
            assert "Server" not in answer.headers


async def test_numbers_can_be_printed_without_a_conversation(door: Door, web: aiohttp.ClientSession) -> None:
    await door.rasa.stop()
    async with web.get(f"{door.url}/numbers") as answer:
        page = await answer.text()
    assert answer.status == 200
    assert "111" in page
    assert "1737" in page


async def test_steps_forms_and_doors_are_a_page_that_needs_no_talk(
    door: Door, web: aiohttp.ClientSession
) -> None:
    await door.rasa.stop()
    async with web.get(f"{door.url}/ways") as answer:
        page = await answer.text()
    assert answer.status == 200
    assert "<svg" in page
    for said in (
        "Someone asks",
        "They only listen",
        "A restorative process or hohou te rongo",
        "checked 2019",
    ):
        assert said in page


async def test_chat_page_loads_only_from_here(door: Door, web: aiohttp.ClientSession) -> None:
    async with web.get(f"{door.url}/") as answer:
        page = await answer.text()
    assert answer.status == 200
    assert "/assets/chat.js" in page
    assert "<script>" not in page


async def test_only_the_told_sites_may_frame_the_chat(door: Door, web: aiohttp.ClientSession) -> None:
    async with web.get(f"{door.url}/embed") as answer:
        assert "frame-ancestors https://hospital.example" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers


async def test_nothing_outside_the_built_assets_is_served(door: Door, web: aiohttp.ClientSession) -> None:
    for name in ("..%2Fpyproject.toml", ".env", "%2e%2e/%2e%2e/etc/passwd", "chat.js%00"):
        async with web.get(f"{door.url}/assets/{name}") as answer:
            assert answer.status == 404, name


async def test_other_origins_are_refused_and_none_is_accepted(door: Door) -> None:
    for origin in ("https://evil.example", f"{door.url}.evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(Refused):
            await door.socket(Origin=origin)
    assert await (await door.socket(Origin=door.url)).open()
    assert await (await door.socket()).open()


async def test_ready_names_what_is_missing(door: Door, web: aiohttp.ClientSession) -> None:
    async with web.get(f"{door.url}/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ready": True, "failing": [], "test": True})
    await door.rasa.stop()
    async with web.get(f"{door.url}/readyz") as answer:
        assert answer.status == 503
        assert (await answer.json())["failing"] == ["rasa"]


async def test_metrics_are_counts_for_this_machine_only(door: Door, web: aiohttp.ClientSession) -> None:
    tab = await door.browser()
    await tab.said_and_done("private words")
    async with web.get(f"{door.url}/metrics") as answer:
        counts = await answer.text()
    assert "guide_messages_total 1.0" in counts
    assert 'guide_turns_total{end="answered"} 1.0' in counts
    assert "private" not in counts
    async with web.get(f"{door.url}/metrics", headers={"X-Forwarded-For": "203.0.113.9"}) as answer:
        assert answer.status == 404


async def test_beacon_leaves_like_the_socket_does(door: Door, web: aiohttp.ClientSession) -> None:
    tab = await door.browser()
    await tab.said_and_done("something private")
    bodies: list[Any] = ['{"session_id": "nobody"}', "[]", "not json", '{"session_id": 5}', "[" * 900]
    for body in bodies:
        async with web.post(f"{door.url}/leave", data=body) as answer:
            assert answer.status == 204
    told = f'{{"session_id": "{tab.session}"}}'
    async with web.post(f"{door.url}/leave", data=told, headers={"Origin": "https://evil.example"}) as answer:
        assert answer.status == 403
    async with web.post(f"{door.url}/leave", data=told) as answer:
        assert answer.status == 204
    await tab.until(lambda: not tab.is_connected)
    assert (await door.browser(tab.session)).session != tab.session


def test_address_is_the_nearest_that_no_trusted_proxy_has() -> None:
    proxies = ("10.0.0.0/8",)
    assert addresses.client("203.0.113.9", "1.1.1.1", proxies) == "203.0.113.9"
    assert addresses.client("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2", proxies) == "198.51.100.7"
    assert addresses.client("10.0.0.1", None, proxies) == "10.0.0.1"
    assert addresses.client("10.0.0.1", "nonsense", proxies) == "unknown"
    assert addresses.client("2001:db8:1:2:3::4", None, ()) == "2001:db8:1:2::/64"
    assert addresses.is_loopback("127.0.0.1")
    assert not addresses.is_loopback("203.0.113.9")
