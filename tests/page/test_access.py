"""Access: axe on every state, wide and narrow, and what people set on their devices."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import WEB
from tests.page.drive import STATES, say, settled
from tests.page.house import House

pytestmark = pytest.mark.browser
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
# How far words may be stretched without loss (WCAG 1.4.12), set where the page's policy allows it.
STRETCHED = """() => document.querySelectorAll("body *").forEach(node => Object.assign(node.style,
  {lineHeight: "1.5", letterSpacing: "0.12em", wordSpacing: "0.16em"}))"""
CUT = """() => [...document.querySelectorAll(".button, .leave, .entry, .prose, summary, label")]
  .filter(node => node.offsetParent && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1)
  .map(node => node.outerHTML.slice(0, 120))"""
# Some of what has focus can be seen (WCAG 2.4.11): nothing that stays in place covers all of it.
SEEN = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const seen = (x, y) => {
    const at = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    const parts = [node, ...(node.labels ?? [])];
    return at && (at.contains(node) || parts.some(part => part.contains(at)));
  };
  const here = [0.1, 0.5, 0.9].some(y => [0.1, 0.5, 0.9].some(x => seen(x, y)));
  return node === document.body || here ? null : node.outerHTML.slice(0, 120);
}"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def findings(page: Page) -> list[str]:
    """`impact rule: first place` for all that axe holds against the page as it stands."""
    if not AXE.exists():
        pytest.skip("axe is not here: npm ci in web/")
    page.evaluate(Path(AXE).read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
    return [f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(page: Page, house: House, state: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    STATES[state](page, house)
    page.wait_for_timeout(300)
    assert findings(page) == []


@pytest.mark.parametrize("path", ["/safer-browsing", "/numbers", "/ways"])
def test_axe_finds_nothing_on_the_pages_that_are_read(page: Page, house: House, path: str) -> None:
    page.goto(house.url + path)
    assert findings(page) == []


def test_axe_finds_nothing_without_javascript_words(browser: Browser, house: House) -> None:
    page = browser.new_page()
    page.route("**/chat.js", lambda route: route.abort())
    page.goto(house.url)
    page.get_by_role("link", name="Call 111").wait_for()
    assert findings(page) == []
    page.close()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (375, 812), (768, 1024), (1280, 900)])
def test_nothing_is_cut_off_or_scrolls_sideways(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for words in ("summary", "needs", "fit", "I want to die", "send it", "x" * 300):
        say(page, words)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#leave")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_there_is_one_column_and_one_thing_below_the_other(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 812})
    for words in ("needs", "summary", "fit"):
        say(page, words)
    boxes = page.locator(".transcript > li").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect())"
        ".map(box => [box.left, box.right, box.top, box.bottom])"
    )
    column = page.locator("main").bounding_box()
    assert column
    assert column["width"] <= 44 * 16
    assert abs(2 * column["x"] + column["width"] - width) <= 1
    assert all(left >= column["x"] for left, *_ in boxes)
    assert all(right <= column["x"] + column["width"] for _, right, *_ in boxes)
    assert all(above[3] <= below[2] for above, below in pairwise(boxes))


def test_words_can_be_stretched_without_being_cut_off(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 812})
    for words in ("needs", "summary", "I want to die", "send it"):
        say(page, words)
    page.evaluate(STRETCHED)
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("words", ["needs", "summary", "I want to die"])
def test_what_has_focus_is_never_hidden_behind_what_stays_in_place(page: Page, words: str) -> None:
    for said in ("summary", "send it", words):
        say(page, said)
    for key in (*["Tab"] * 20, *["Shift+Tab"] * 40):
        page.keyboard.press(key)
        assert page.evaluate(SEEN) is None


def test_on_paper_the_talk_is_dark_words_on_white_and_nothing_to_press(page: Page) -> None:
    say(page, "summary")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".own blockquote")).to_be_visible()
    for place in ("#leave", ".dock", ".help", ".summary__acts", ".choices", ".foot"):
        expect(page.locator(place).first).to_be_hidden()
    of = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    assert page.locator(".entry").last.evaluate(of) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_targets_are_large(page: Page) -> None:
    say(page, "I was harmed")
    for name in ("Yes, I am safe", "No", "Send"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    box = page.locator("#leave").bounding_box()
    assert box
    assert box["height"] >= 48


def test_from_start_to_receipt_with_the_keyboard_alone(page: Page) -> None:
    """Keys only: no pointer, no focus set by the test. Going back by Shift and Tab does not leave."""
    here = "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(key)
            if page.evaluate(here) == name:
                return
        raise AssertionError(f"no way to {name} by {key}")

    tab_to("I was harmed")
    page.keyboard.press("Enter")
    settled(page)
    tab_to("Yes, I am safe")
    page.keyboard.press("Space")
    settled(page)
    tab_to("Your message")
    page.keyboard.type("needs")
    page.keyboard.press("Enter")
    settled(page)
    tab_to("To be heard", "Shift+Tab")
    page.keyboard.press("Space")
    tab_to("That’s all")
    page.keyboard.press("Enter")
    settled(page)
    tab_to("Your message")
    page.keyboard.type("summary")
    page.keyboard.press("Enter")
    settled(page)
    tab_to("Send it", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".receipt__code")).to_be_visible()
    tab_to("Copy the code")


def test_a_screen_reader_meets_the_way_out_the_numbers_the_talk_and_the_field_in_order(page: Page) -> None:
    tree = page.locator("body").aria_snapshot()
    order = ["After harm in health care", "Leave this page", "If you need someone now", "Before you begin"]
    order += ["Kia ora", "Your message"]
    places = [tree.index(words) for words in order]
    assert places == sorted(places)


def test_a_screen_reader_meets_the_review_line_by_line_with_its_buttons_named(page: Page) -> None:
    say(page, "summary")
    tree = page.locator("main").aria_snapshot()
    line = "You are whānau or a supporter."
    order = ["Conversation", "Kia ora", "Here is what I have", 'heading "About you"', line]
    order += [f'"Change {line}"', f'"Leave out {line}"', 'heading "What matters to you"', "In your words"]
    order += ["Nobody told us why", '"Send it"', "Your message"]
    places = [tree.index(words) for words in order]
    assert places == sorted(places)


def test_axe_finds_nothing_with_more_contrast_asked_for(page: Page) -> None:
    page.emulate_media(contrast="more")
    say(page, "summary")
    colour = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"
    assert page.evaluate(colour, "--quiet") == page.evaluate(colour, "--ink")
    assert findings(page) == []


def test_edges_stay_visible_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    for place in (".entry", ".button", "#leave", "#message"):
        assert page.locator(place).first.evaluate("node => getComputedStyle(node).borderTopWidth") != "0px"
    assert findings(page) == []


def test_nothing_moves_for_those_who_asked_for_that(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    assert page.locator(".button").first.evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
