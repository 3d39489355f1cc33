"""The guide inside a health service's own page: leaving takes that page along, nobody else may hold it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.house import House
from tests.page.test_access import findings

pytestmark = pytest.mark.browser

LEAVING = "postMessage({guide: 'leave', url: 'https://www.metservice.com/'}, '*')"


@pytest.fixture
def host(browser: Browser, house: House) -> Iterator[Page]:
    """A hospital's page that holds the guide. It is at localhost, which may; the guide is at 127.0.0.1."""
    context = browser.new_context(viewport={"width": 375, "height": 812}, locale="en-NZ")
    page = context.new_page()
    page.route("https://www.metservice.com/**", lambda route: route.fulfill(body="Fine spells"))
    page.goto(house.url.replace("127.0.0.1", "localhost") + "/host")
    page.frame_locator("iframe").get_by_role("button", name="I was harmed").wait_for()
    yield page
    context.close()


def test_the_whole_talk_is_there_and_axe_finds_nothing_around_it(host: Page) -> None:
    frame = host.frame_locator("iframe")
    expect(host.locator("iframe")).to_have_attribute("title", "Talk with the guide")
    frame.get_by_role("button", name="I was harmed").click()
    expect(frame.get_by_role("button", name="Yes, I am safe")).to_be_visible()
    expect(frame.locator("#leave")).to_be_in_viewport(ratio=1)
    assert [one for one in findings(host) if one.startswith(("serious", "critical"))] == []


def test_leaving_the_frame_replaces_the_page_around_it_and_back_shows_neither(host: Page) -> None:
    before = host.evaluate("history.length")
    host.frame_locator("iframe").locator("#leave").click()
    host.wait_for_url("https://www.metservice.com/**")
    assert host.evaluate("history.length") <= before


def test_three_presses_of_shift_in_the_frame_take_the_page_around_along(host: Page) -> None:
    host.frame_locator("iframe").locator("#message").focus()
    for _ in range(3):
        host.keyboard.press("Shift")
    host.wait_for_url("https://www.metservice.com/**")


def test_the_page_around_is_blank_at_once_also_when_nothing_else_loads(host: Page) -> None:
    host.unroute("https://www.metservice.com/**")
    host.route("https://www.metservice.com/**", lambda route: route.fulfill(status=204))
    host.frame_locator("iframe").locator("#leave").click()
    expect(host.locator("html")).to_be_hidden()
    assert host.title() == ""


def test_nobody_but_the_guide_can_make_the_host_leave(host: Page) -> None:
    """Neither the host's own window, nor another frame on it, nor another page in the frame's place."""
    host.evaluate(LEAVING)
    host.evaluate(
        "(says) => { const other = document.createElement('iframe'); other.id = 'other';"
        f' other.srcdoc = "<script>parent.{LEAVING}</" + "script>"; document.body.append(other); }}',
        None,
    )
    host.frame_locator("#other").locator("html").wait_for(state="attached")
    host.evaluate("document.querySelector('iframe').src = location.origin + '/taker?of=about:blank'")
    host.frame_locator("iframe >> nth=0").get_by_text("Somebody else").wait_for()
    host.frames[1].evaluate(f"parent.{LEAVING}")
    expect(host.get_by_text("Our hospital")).to_be_visible()
    assert host.url.endswith("/host")


@pytest.mark.parametrize(("at", "shown"), [("localhost", "/"), ("127.0.0.1", "/embed")])
def test_another_page_can_hold_neither_the_talk_nor_the_frame_of_others(
    browser: Browser, house: House, at: str, shown: str
) -> None:
    """The talk itself is never framed; /embed only by the origins that were named."""
    page = browser.new_page()
    page.goto(f"{house.url.replace('127.0.0.1', at)}/taker?of={house.url}{shown}")
    page.wait_for_load_state("load")
    assert page.frames[1].locator("#leave").count() == 0
    page.close()
