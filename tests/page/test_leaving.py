"""Leaving: blank at once, nothing kept, nothing on the way back."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import QUIET, program
from tests.page.drive import say, session
from tests.page.house import House

pytestmark = pytest.mark.browser

BLANK_AFTER = """() => new Promise(done => {
  const begun = performance.now();
  const look = () => document.documentElement.matches('.left')
      && document.body.innerText.trim() === '' && document.title === ''
    ? done(performance.now() - begun) : setTimeout(look, 1);
  document.getElementById('leave').click();
  look();
})"""


def stay(page: Page) -> None:
    """An answer with nothing in it lets the browser stay, so that the page itself can be looked at."""
    page.unroute("https://www.metservice.com/**")
    page.route("https://www.metservice.com/**", lambda route: route.fulfill(status=204))


def test_the_screen_is_blank_within_a_tenth_of_a_second(page: Page) -> None:
    stay(page)
    say(page, "something private")
    assert page.evaluate(BLANK_AFTER) <= 100
    assert page.evaluate("sessionStorage.length") == 0


def test_it_is_blank_as_fast_with_the_line_down_and_in_mid_reply(page: Page, house: House) -> None:
    stay(page)
    house.door.mute = True
    say(page, "something private", answered=False)
    house.cut()
    assert page.evaluate(BLANK_AFTER) <= 100


def test_a_reply_that_comes_after_leaving_is_not_shown(page: Page) -> None:
    stay(page)
    say(page, "what is it?", answered=False)
    page.click("#leave")
    page.wait_for_timeout(400)
    assert page.evaluate("document.body.innerText") == ""


def test_leaving_replaces_the_page_and_back_shows_nothing_of_it(page: Page, house: House) -> None:
    say(page, "something private")
    before = page.evaluate("history.length")
    page.click("#leave")
    page.wait_for_url("https://www.metservice.com/**")
    assert page.evaluate("history.length") == before
    page.go_back()
    assert "something private" not in page.content()
    assert "After harm" not in page.content()


def test_coming_to_the_address_again_starts_afresh(page: Page, house: House) -> None:
    say(page, "something private")
    page.click("#leave")
    page.wait_for_url("https://www.metservice.com/**")
    page.goto(house.url)
    page.wait_for_selector(".entry")
    assert "something private" not in page.content()


def test_the_server_is_told_to_forget(page: Page, house: House) -> None:
    held = session(page)
    page.click("#leave")
    until = time.monotonic() + 3
    while held not in house.door.left and time.monotonic() < until:
        page.wait_for_timeout(20)
    assert held in house.door.left


def test_the_server_is_told_even_when_the_line_says_nothing(page: Page, house: House) -> None:
    house.door.mute = True  # the stand-in then hears only what is posted
    test_the_server_is_told_to_forget(page, house)


def test_leaving_is_explained_once_at_the_start_with_what_it_cannot_do(page: Page) -> None:
    explained = page.get_by_text("clears the screen at once and opens a weather page")
    say(page, "what is it?")
    expect(explained).to_have_count(1)
    expect(explained).to_contain_text("It cannot clear your browser’s history")
    page.evaluate("scrollTo(0, 0)")
    expect(explained).to_be_in_viewport()
    more = page.get_by_role("link", name="More about leaving safely")
    expect(more).to_have_attribute("href", "/safer-browsing")


def test_three_presses_of_shift_leave(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.metservice.com/**")


def test_capital_letters_do_not_leave(page: Page) -> None:
    page.locator("#message").focus()
    for letter in "ABCDE":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("x")
    page.keyboard.press("Shift")
    page.wait_for_timeout(200)
    expect(page.locator("#message")).to_have_value("ABCDEx")


def test_a_draft_is_lost_on_purpose(page: Page, house: House) -> None:
    page.fill("#message", "half a secret")
    page.click("#leave")
    page.wait_for_url("https://www.metservice.com/**")
    page.goto(house.url)
    expect(page.locator("#message")).to_have_value("")


def test_the_device_keeps_nothing_but_the_id_while_talking(page: Page) -> None:
    say(page, "something private")
    kept = page.evaluate(
        "async () => ({local: localStorage.length, session: Object.keys(sessionStorage),"
        " cookies: document.cookie,"
        " caches: (await caches.keys()).length, bases: (await indexedDB.databases()).length,"
        " workers: (await navigator.serviceWorker.getRegistrations()).length})"
    )
    assert kept == {"local": 0, "session": ["s"], "cookies": "", "caches": 0, "bases": 0, "workers": 0}


def test_nothing_of_the_talk_is_in_the_browsers_own_files_afterwards(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    """The raw profile is searched, in both ways that a browser writes letters.

    What may stay is the address, which only the browser can clear, and the id of a session that is over.
    """
    profile, canary = tmp_path / "profile", "Canary 7b1f quite private"
    context = browser.browser_type.launch_persistent_context(profile, executable_path=program(), args=QUIET)
    page = context.new_page()
    page.route("https://www.metservice.com/**", lambda route: route.fulfill(body="Fine spells"))
    page.goto(house.url)
    page.wait_for_selector(".entry")
    say(page, canary)
    page.fill("#message", f"half said: {canary}")
    held = session(page)
    page.click("#leave")
    page.wait_for_url("https://www.metservice.com/**")
    context.close()
    written = b"".join(file.read_bytes() for file in profile.rglob("*") if file.is_file())
    assert b"127.0.0.1" in written
    assert canary.encode() not in written
    assert canary.encode("utf-16-le") not in written
    assert held in house.door.left


def test_the_way_out_is_in_reach_on_every_scroll_and_on_the_pages_that_are_read(
    page: Page, house: House
) -> None:
    for _ in range(4):
        say(page, "summary")
    expect(page.locator("#leave")).to_be_in_viewport(ratio=1)
    for path in ("/safer-browsing", "/numbers", "/ways"):
        page.goto(house.url + path)
        page.mouse.wheel(0, 4000)
        expect(page.locator("#leave")).to_be_in_viewport(ratio=1)
        page.click("#leave")
        page.wait_for_url("https://www.metservice.com/**")
