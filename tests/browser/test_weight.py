"""What the page costs a phone: every byte that comes over the wire, from the real front door."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from commands.serving.temporary import Installation

pytestmark = pytest.mark.browser

LIMIT = 60_000


def test_the_page_and_all_it_loads_weigh_at_most_60_kb_over_the_wire(
    browser: Browser, house: Installation
) -> None:
    """Heads included, the greeting over the socket too."""
    page = browser.new_page()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    weights: list[float] = []
    names: dict[str, str] = {}

    def came(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["response"]["headers"].get("Content-Encoding", "")

    line.on("Network.responseReceived", came)
    line.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    line.on(
        "Network.webSocketFrameReceived",
        lambda event: weights.append(len(event["response"]["payloadData"].encode())),
    )
    page.goto(house.chat)
    page.locator("#transcript > li").nth(2).wait_for()
    assert list(names.values()).count("gzip") >= 3
    assert 15_000 < sum(weights) <= LIMIT
    page.close()
