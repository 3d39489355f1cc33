"""Another language is a file of words: in a made-up one, nothing that the page says stays in English."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page import made_up
from tests.page.drive import offline, say
from tests.page.house import House

pytestmark = pytest.mark.browser

# What is seen or only heard, but for what the person, the guide and the services say.
SAID_BY_THE_PAGE = """() => {
  const others = ".prose, blockquote, .choices .button, .several label, .contact__name, .contact__about, " +
    ".summary h3, .summary__acts .govuk-visually-hidden, .source a, .fit__question, .status dd, output";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (/\\w/.test(text) && !node.closest("script, noscript") && !node.closest(others)) found.push(text);
  }
  return found.concat([...document.querySelectorAll("[aria-label]")].map(node => node.ariaLabel));
}"""


def test_in_another_language_nothing_of_the_page_itself_is_left_in_english(page: Page, house: House) -> None:
    page.goto(f"{house.url}/?lang={made_up.CODE}")
    page.wait_for_selector(".entry")
    expect(page.locator("html")).to_have_attribute("lang", made_up.CODE)
    expect(page.locator("#transcript")).to_have_attribute("lang", "en-NZ")
    for words in (
        "what is it?",
        "needs",
        "summary",
        "fit",
        "status",
        "send it",
        "I want to die",
        "person please",
    ):
        say(page, words)
    page.fill("#message", "a" * 9_500)
    offline(page, house)
    said = page.evaluate(SAID_BY_THE_PAGE)
    assert len(said) > 40
    assert [one for one in said if not re.match(r"\W*<", one)] == []
