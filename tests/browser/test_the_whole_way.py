"""From hello to a facilitator's screen, everything real: the words arrive as they were written."""

import json
import re
import subprocess

import jsonschema
import pytest
from playwright.sync_api import BrowserContext

from commands.browsing import facilitator, walk
from commands.browsing.examples import ANSWERS
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving.temporary import Installation
from tests.browser.conftest import ROOT
from tests.browser.terminal import PersonAtTerminal

pytestmark = pytest.mark.browser

OWN = (
    "Kāore anō kia kōrero mai. They said “it’s nothing”…\n\n"
    "  Two  spaces, a tab\there, <b>not bold</b> & &amp; e\u0301 in two parts, 👩🏽‍⚕️ in five — ka mutu."
)
REFERENCE = re.compile(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}")


def sent(person: walk.Person, words: Words) -> str:
    """Goes the whole short way, sends it, and returns the reference."""
    walk.begin(person, words, "harmed")
    walk.to_the_review(person, words, {**ANSWERS, "p_words": OWN})
    walk.press(person, words, "send_intake")
    found = REFERENCE.search(person.shown())
    assert found, person.shown()
    return found[0]


def case(house: Installation, reference: str) -> dict[str, object]:
    """./guide case REFERENCE --json."""
    told = subprocess.run(
        [ROOT / "guide", "case", reference, "--json"],
        env=house.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    return json.loads(told.stdout)


def test_a_facilitator_reads_the_very_words_that_a_person_sent(
    person: PersonAtPage, words: Words, house: Installation, desk: BrowserContext
) -> None:
    reference = sent(person, words)
    page = desk.pages[0]
    page.goto(f"{house.desk}/queue")
    assert reference in page.locator("main").inner_text()
    facilitator.open_case(page, house.desk, reference)
    assert OWN in page.locator(".desk-own-words").all_text_contents()


def test_the_review_shows_the_very_words_before_they_go(person: PersonAtPage, words: Words) -> None:
    walk.begin(person, words, "harmed")
    walk.to_the_review(person, words, {**ANSWERS, "p_words": OWN})
    shown = person.page.locator(".summary .own blockquote").all_text_contents()
    assert [line for line in shown if line.endswith(OWN)]


def test_from_the_terminal_to_a_case_that_fits_its_schema(house: Installation, words: Words) -> None:
    with PersonAtTerminal(house) as person:
        reference = sent(person, words)
    summary = case(house, reference)
    jsonschema.validate(summary, json.loads((ROOT / "intake" / "summary.schema.json").read_text()))
    assert summary["own_words"]["p_words"] == OWN  # type: ignore[index]


def test_nothing_that_was_said_is_in_a_log(person: PersonAtPage, words: Words, house: Installation) -> None:
    sent(person, words)
    logs = "".join(log.read_text(errors="replace") for log in (house.data / "logs").iterdir())
    for said in ("kōrero mai", "not bold", "021 555", "5550199"):
        assert said not in logs


def test_the_page_asks_no_other_host_for_anything(
    person: PersonAtPage, words: Words, house: Installation
) -> None:
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.page.reload()
    person.settle()
    walk.begin(person, words, "harmed")
    assert asked
    assert [
        url for url in asked if not url.startswith((house.chat, house.chat.replace("http", "ws"), "data:"))
    ] == []
