"""Coming back with a code, everything real: the page, the guide, the desk, another session."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext

from commands.browsing import facilitator, walk
from commands.browsing.examples import ANSWERS
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving.temporary import Installation

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}")
OWN = "They gave Mum the wrong tablets – “an error”, they said later. Nobody told the whānau."


def code_of(person: PersonAtPage) -> str:
    return person.page.locator(".receipt__code").last.inner_text()


def another(browser: Browser, house: Installation) -> PersonAtPage:
    """Somebody at another device."""
    return PersonAtPage(browser.new_context(locale="en-NZ").new_page(), house.chat)


def test_a_draft_goes_on_in_another_browser_and_asks_nothing_twice(
    person: PersonAtPage, browser: Browser, words: Words, house: Installation
) -> None:
    """Row 15: pause and come back later with a code, no account."""
    walk.begin(person, words, "harmed")
    before = []
    while words.asked(person.shown()) != "p_avoid":
        before.append(words.asked(person.shown()))
        walk.step(person, words, {**ANSWERS, "p_words": OWN})
    person.type("stop and keep please")
    code = code_of(person)
    back = another(browser, house)
    back.type(f"Kia ora, my code is {code}")
    assert words.asked(back.shown()) == "p_avoid"
    # what they typed stands on their own screen until it is loaded again; the service has only the word
    back.page.reload()
    back.page.get_by_text("[code]").wait_for()
    transcript = back.page.locator("#transcript").inner_text()
    assert OWN not in transcript
    assert code not in transcript
    after = []
    while not words.titles("send_intake") & set(back.offered()):
        after.append(words.asked(back.shown()))
        walk.step(back, words, ANSWERS)
    assert set(before) & set(after) == set()
    assert OWN in back.page.locator("#transcript").inner_text()


def test_a_question_is_answered_with_the_code_and_everything_is_deleted_in_the_end(
    person: PersonAtPage, browser: Browser, words: Words, house: Installation, desk: BrowserContext
) -> None:
    """Row 53: follow-up questions, answered with the code. Row 49: status. Row 38: deletion."""
    walk.begin(person, words, "harmed")
    walk.to_the_review(person, words, {**ANSWERS, "p_words": OWN})
    walk.press(person, words, "send_intake")
    found = REFERENCE.search(person.page.locator("#transcript").inner_text())
    assert found
    reference, code = found[0], code_of(person)
    page = desk.pages[0]
    facilitator.open_case(page, house.desk, reference)
    page.locator("form[action$='/claim'] button").click()
    page.locator("#question").fill("Which days are good for you?")
    page.locator("form[action$='/ask'] button").click()

    back = another(browser, house)
    back.type(code.replace(" ", ""))
    card = back.page.locator(".card.status").last.inner_text()
    assert reference in card
    assert "Mere Facilitator" in card
    assert "Which days are good for you?" in back.shown()
    back.press("Answer this")
    back.type(OWN)
    back.press("Yes")
    facilitator.open_case(page, house.desk, reference)
    assert OWN in page.locator("main").inner_text()

    again = another(browser, house)
    again.type(code)
    again.press("Delete everything")
    again.press("Yes, delete it all")
    again.page.locator("#transcript").get_by_text("Proof:").wait_for()
    page.goto(f"{house.desk}/queue")
    assert reference not in page.locator("main").inner_text()
    last = another(browser, house)
    last.type(code)
    assert "I could not open anything with that code" in last.shown()
