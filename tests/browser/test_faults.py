"""Any one part is killed while a person waits: they get an honest answer in 3 s, and then it goes on."""

import signal
import time

import pytest
from playwright.sync_api import BrowserContext

from commands.browsing import walk
from commands.browsing.examples import ANSWERS
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving import ready
from commands.serving.temporary import Installation

pytestmark = pytest.mark.browser

HONEST_MS = 3_000
BACK_SECONDS = 120


@pytest.fixture
def asked_for_words(person: PersonAtPage, words: Words) -> PersonAtPage:
    """A person in the middle: the guide has just asked for their own words."""
    walk.begin(person, words, "harmed")
    while words.asked(person.shown()) != "p_words":
        walk.step(person, words, ANSWERS)
    return person


def killed(house: Installation, part: str) -> None:
    house.part(part).send_signal(signal.SIGKILL)


def goes_on(person: PersonAtPage, words: Words) -> None:
    """The message that waited is answered with the next question, and the way leads on to the review."""
    end = time.monotonic() + BACK_SECONDS
    while words.asked(person.shown()) in (None, "p_words") and time.monotonic() < end:
        person.page.wait_for_timeout(200)
    assert words.asked(person.shown()) == "p_needs", person.shown()
    person.settle()
    walk.to_the_review(person, words, ANSWERS)
    shown = person.page.locator(".summary .own blockquote").all_text_contents()
    assert [line for line in shown if line.endswith(str(ANSWERS["p_words"]))]


def test_when_rasa_dies_the_numbers_come_and_then_the_answer(
    asked_for_words: PersonAtPage, words: Words, house: Installation
) -> None:
    killed(house, "rasa")
    asked_for_words.write(str(ANSWERS["p_words"]))
    away = asked_for_words.page.locator("#transcript > li.entry--service").last
    away.wait_for(timeout=HONEST_MS)
    assert "1737" in away.inner_text()
    goes_on(asked_for_words, words)


def test_when_the_front_door_dies_the_page_says_so_and_sends_later(
    asked_for_words: PersonAtPage, words: Words, house: Installation
) -> None:
    killed(house, "frontdoor")
    asked_for_words.write(str(ANSWERS["p_words"]))
    asked_for_words.page.locator("#line:not([hidden])").wait_for(timeout=HONEST_MS)
    goes_on(asked_for_words, words)


def test_when_the_desk_dies_people_notice_nothing_and_staff_stay_signed_in(
    asked_for_words: PersonAtPage, words: Words, house: Installation, desk: BrowserContext
) -> None:
    killed(house, "desk")
    asked_for_words.type(str(ANSWERS["p_words"]))
    goes_on(asked_for_words, words)
    assert ready.wait([house.desk], BACK_SECONDS, lambda: True) is None
    page = desk.pages[0]
    page.goto(f"{house.desk}/queue")
    assert page.url == f"{house.desk}/queue"


def test_a_message_that_was_acknowledged_survives_the_death_of_all_parts(
    asked_for_words: PersonAtPage, words: Words, house: Installation
) -> None:
    killed(house, "rasa")
    asked_for_words.write(str(ANSWERS["p_words"]))
    asked_for_words.page.locator("#transcript > li.entry--sent").last.wait_for(timeout=HONEST_MS)
    for part in ("frontdoor", "desk"):
        killed(house, part)
    goes_on(asked_for_words, words)
