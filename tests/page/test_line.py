"""The line: what is said about sending is true, and nothing is lost or said twice when it drops."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.drive import entries, offline, say, session, settled
from tests.page.house import House

pytestmark = pytest.mark.browser
RECONNECTED = 15_000


def test_sent_is_shown_only_when_the_server_has_said_so(page: Page, house: House) -> None:
    house.door.mute = True
    say(page, "wait for it", answered=False)
    mark = page.locator(".entry--person .entry__mark").last
    expect(mark).to_have_text("Sending…")
    page.wait_for_timeout(400)
    expect(mark).to_have_text("Sending…")


def test_over_a_dropped_line_words_wait_and_go_once_with_the_same_id(page: Page, house: House) -> None:
    offline(page, house)
    expect(page.locator(".entry--waiting .entry__mark")).to_have_text("Not sent yet. Keep this page open.")
    expect(page.locator("#line")).to_contain_text("The line has dropped.")
    page.fill("#message", "half a thought")
    house.join()
    expect(page.locator(".entry--person .entry__mark").last).to_have_text("Sent", timeout=RECONNECTED)
    settled(page)
    expect(page.locator("#message")).to_have_value("half a thought")
    expect(page.locator("#line")).to_be_hidden()
    assert entries(page).count("Are you there?") == 1


def test_a_message_whose_answer_was_lost_is_sent_again_and_stands_once(page: Page, house: House) -> None:
    house.door.mute = True
    say(page, "only once", answered=False)
    page.wait_for_timeout(300)
    house.cut()
    house.door.mute = False
    house.join()
    expect(page.locator(".entry--person .entry__mark").last).to_have_text("Sent", timeout=RECONNECTED)
    assert entries(page).count("only once") == 1
    assert len({one["id"] for one in house.door.received}) == 1


def test_what_was_said_meanwhile_is_caught_up_in_order(page: Page, house: House) -> None:
    say(page, "I was harmed")
    talk = house.door.talks[session(page)]
    house.cut()
    talk.add("bot_uttered", {"from": "facilitator", "text": "Said while you were away."})
    house.join()
    expect(page.locator(".entry--facilitator")).to_have_count(1, timeout=RECONNECTED)
    assert entries(page)[-1] == "Said while you were away."


def test_rows_that_come_out_of_order_stand_in_order(page: Page, house: House) -> None:
    talk = house.door.talks[session(page)]
    first = talk.add("bot_uttered", {"from": "guide", "text": "first"})
    second = talk.add("bot_uttered", {"from": "guide", "text": "second"})
    for row in (second, first, second):
        house.send(session(page), "bot_uttered", row)
    expect(page.locator(".entry")).to_have_count(3)
    assert entries(page)[-2:] == ["first", "second"]


def test_an_ended_session_shows_nothing_old_and_gives_unsent_words_back(page: Page, house: House) -> None:
    say(page, "a secret thing")
    offline(page, house)
    house.door.talks.clear()
    house.join()
    expect(page.locator("#line")).to_contain_text("this is a new start", timeout=RECONNECTED)
    expect(page.locator("#message")).to_have_value("Are you there?")
    expect(page.get_by_text("a secret thing")).to_have_count(0)


def test_two_tabs_show_the_same_talk(page: Page, house: House) -> None:
    say(page, "I was harmed")
    other = page.context.new_page()
    other.add_init_script(f"sessionStorage.setItem('s', '{session(page)}')")
    other.goto(house.url)
    expect(other.get_by_role("button", name="Yes, I am safe")).to_be_visible()
    say(page, "what is it?")
    expect(other.locator(".source")).to_be_visible()
    assert entries(other) == entries(page)
