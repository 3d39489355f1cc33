"""When the chat cannot run, the page itself says what to do and whom to call."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.page.house import House

pytestmark = pytest.mark.browser


@pytest.fixture
def unscripted(browser: Browser, house: House) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 375, "height": 812}, java_script_enabled=False)
    page = context.new_page()
    page.goto(house.url)
    yield page
    context.close()


def test_without_javascript_the_numbers_and_what_to_do_are_there(unscripted: Page) -> None:
    expect(unscripted.get_by_role("link", name="Call 111")).to_be_visible()
    expect(unscripted.locator("noscript strong")).to_be_visible()
    expect(unscripted.locator("#composer")).to_be_hidden()
    expect(unscripted.locator("#leave")).to_have_attribute("href", "https://www.metservice.com/")


def test_nothing_jumps_while_the_guide_starts(browser: Browser, house: House) -> None:
    """The measure of Lighthouse (a tenth is good), with the script as late as on a slow phone."""
    page = browser.new_page(viewport={"width": 375, "height": 812})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "one => moved += one.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.route("**/chat.js*", lambda route: (time.sleep(0.7), route.continue_()))
    page.goto(house.url)
    page.wait_for_selector(".entry")
    page.wait_for_timeout(300)
    assert page.evaluate("moved") <= 0.1
    page.close()


def test_a_browser_that_cannot_run_the_script_keeps_the_same_words(browser: Browser, house: House) -> None:
    page = browser.new_page()
    page.route(
        "**/chat.js",
        lambda route: route.fulfill(body="this is ::: not for you", content_type="text/javascript"),
    )
    page.goto(house.url)
    expect(page.get_by_role("link", name="Call 111")).to_be_visible()
    expect(page.get_by_text("If the guide does not start")).to_be_visible()
    expect(page.locator("#composer")).to_be_hidden()
    page.close()


def test_while_the_server_is_away_the_numbers_open(browser: Browser, house: House, built: Path) -> None:
    def last_file(route: Route) -> None:
        house.cut()
        route.fulfill(path=built / "chat.js", content_type="text/javascript")

    page = browser.new_page()
    page.route("**/chat.js", last_file)
    page.goto(house.url)
    expect(page.locator("#line")).to_contain_text("cannot be reached just now")
    expect(page.get_by_role("link", name="Call 111")).to_be_visible()
    house.join()
    expect(page.get_by_role("button", name="I was harmed")).to_be_visible(timeout=15_000)
    expect(page.locator("#line")).to_be_hidden()
    page.close()


def test_a_line_that_neither_opens_nor_fails_is_called_away_too(browser: Browser, house: House) -> None:
    page = browser.new_page()
    page.route_web_socket("**/socket.io/**", lambda line: None)
    page.goto(house.url)
    expect(page.locator("#line")).to_contain_text("cannot be reached just now", timeout=10_000)
    expect(page.get_by_role("link", name="Call 111")).to_be_visible()
    page.close()


def test_when_too_many_are_here_that_is_said_and_the_numbers_open(browser: Browser, house: House) -> None:
    house.door.full = True
    page = browser.new_page()
    page.clock.install()
    page.goto(house.url)
    expect(page.locator("#line")).to_have_text("Too many people are here just now. I keep trying.")
    expect(page.get_by_role("link", name="Call 111")).to_be_visible()
    house.door.full = False
    page.clock.run_for(16_000)
    expect(page.get_by_role("button", name="I was harmed")).to_be_visible()
    expect(page.locator("#line")).to_be_hidden()
    page.close()


def test_the_printable_card_has_every_number_and_no_exit_on_paper(page: Page, house: House) -> None:
    page.goto(f"{house.url}/numbers")
    for number in ("111", "1737", "0800 611 116", "0800 555 050", "0800 543 354"):
        expect(page.get_by_role("link", name=number, exact=True).first).to_be_visible()
    expect(page.get_by_text("Checked: 1 November 2026")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#leave")).to_be_hidden()


def test_steps_forms_and_doors_can_be_looked_at_without_a_talk(page: Page, house: House) -> None:
    page.goto(house.url)
    page.get_by_role("link", name="Steps, forms and other ways").scroll_into_view_if_needed()
    page.goto(f"{house.url}/ways")
    expect(page.get_by_role("img", name="Six steps")).to_be_visible()
    for door in ("An advocate", "The Commissioner (HDC)", "ACC", "The coroner", "The police"):
        expect(page.get_by_role("listitem").filter(has_text=door).first).to_be_visible()
    expect(page.get_by_text("checked 2019").first).to_be_visible()


def test_how_to_leave_safely_says_what_it_cannot_do(page: Page, house: House) -> None:
    page.goto(f"{house.url}/safer-browsing")
    expect(page.get_by_role("heading", name="What it cannot do")).to_be_visible()
    expect(page.get_by_text("It cannot clear your browser’s history.")).to_be_visible()
