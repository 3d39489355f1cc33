"""The guide inside a health service's own page: leaving takes the page around it along."""

import pytest
from playwright.sync_api import Browser, expect

from tests.page.house import House

pytestmark = pytest.mark.browser


def test_leaving_the_frame_blanks_and_replaces_the_page_around_it(browser: Browser, house: House) -> None:
    page = browser.new_page()
    page.route("https://www.metservice.com/**", lambda route: route.fulfill(body="Fine spells"))
    page.goto(house.url.replace("127.0.0.1", "localhost") + "/host")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="I was harmed")).to_be_visible()
    frame.locator("#leave").click()
    page.wait_for_url("https://www.metservice.com/**")
    page.close()


def test_only_the_guide_itself_can_make_the_host_leave(browser: Browser, house: House) -> None:
    page = browser.new_page()
    page.goto(house.url.replace("127.0.0.1", "localhost") + "/host")
    page.frame_locator("iframe").get_by_role("button", name="I was harmed").wait_for()
    page.evaluate("postMessage({guide: 'leave', url: 'https://www.metservice.com/'}, '*')")
    page.wait_for_timeout(300)
    expect(page.get_by_text("Our hospital")).to_be_visible()
    page.close()
