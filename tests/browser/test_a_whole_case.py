"""A whole case with two facilitators and a person, everything real: from waiting to a closed loop."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from commands.browsing import facilitator, walk
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving.temporary import Installation
from tests.browser.test_returning import another, code_of
from tests.browser.test_the_whole_way import OWN, sent

pytestmark = pytest.mark.browser

ANSWER = "Saturdays are good – “after ten”, if that suits you. <b>Not</b> Sundays."
AGREED = "The ward sends the notes by 4 December."
CAME_OF_IT = "The notes came, and we read them together."


@pytest.fixture(scope="module")
def second(browser: Browser, house: Installation, keeper: BrowserContext) -> Iterator[Page]:
    """Another facilitator, at a desk of their own."""
    token = facilitator.invite(keeper.pages[0], house.desk, "facilitator")
    context = browser.new_context()
    link = f"{house.desk}/invite/{token}"
    facilitator.accept(context.new_page(), link, "Tama Facilitator", "tama@example.nz")
    yield context.pages[0]
    context.close()


def main(page: Page) -> str:
    return page.locator("main").inner_text()


def send(page: Page, form: str, **typed: str) -> None:
    """Fills a form of the desk by the ids of its fields and sends it."""
    for field, text in typed.items():
        page.locator(f"#{field}").fill(text)
    page.locator(f"form[action$='{form}'] button").first.click()
    page.wait_for_load_state()


def said(words: Words, name: str) -> str:
    return str(words.responses[f"utter_service_{name}"][0]["text"]).strip()


def seen(person: PersonAtPage, text: str) -> None:
    """Waits until it stands in the talk, beside the line for screen readers that says it too."""
    person.page.locator("#transcript").get_by_text(text).wait_for()


def talk_live(person: PersonAtPage, words: Words, house: Installation, mere: Page, tama: Page) -> None:
    """Somebody waits, one facilitator comes and the other cannot; the guide is silent, then back."""
    person.type("Can I talk to a real person now?")
    if words.titles("open_words") & set(person.offered()):
        walk.press(person, words, "open_words")
    mere.goto(f"{house.desk}/talking")
    mere.get_by_role("link", name="Open").first.click()
    mere.get_by_role("button", name="Take over from the guide").click()
    seen(person, said(words, "facilitator_here"))
    tama.goto(mere.url)
    assert "Mere Facilitator is with them" in main(tama)
    assert tama.get_by_role("button", name="Take over from the guide").count() == 0
    send(mere, "/say", text="Kia ora, I am Mere. I have time for you.")
    seen(person, "I am Mere")
    person.write("Thank you for coming, Mere.")
    mere.locator(".desk-transcript").get_by_text("Thank you for coming, Mere.").wait_for()
    mere.get_by_role("button", name="Hand back to the guide").click()
    seen(person, said(words, "guide_back"))
    after = person.page.locator("#transcript > li.entry--guide").last.inner_text()
    assert "Thank you for coming" not in after


def take_and_read_back(house: Installation, reference: str, mere: Page, tama: Page) -> None:
    """One takes the case, reads it back, and gives it on; both are asked about a conflict first."""
    facilitator.open_case(mere, house.desk, reference)
    assert OWN in mere.locator(".desk-own-words").all_text_contents()
    send(mere, "/claim")
    mere.locator("input[name=right]").first.check()
    send(mere, "/read-back", corrected="They say: the clinic, not the ward.")
    assert "They say: the clinic, not the ward." in main(mere)
    mere.emulate_media(media="print")
    assert mere.locator(".desk-read-back").is_visible()
    assert not mere.locator(".desk-actions").is_visible()
    mere.emulate_media(media="screen")
    send(mere, "/release")
    facilitator.open_case(tama, house.desk, reference)
    send(tama, "/claim")
    mere.goto(f"{house.desk}/case/{reference}")
    assert "This is not in your hands" in main(mere)
    assert OWN not in main(mere)


def test_a_whole_case_goes_from_waiting_to_a_closed_loop(
    person: PersonAtPage,
    browser: Browser,
    words: Words,
    house: Installation,
    desk: BrowserContext,
    second: Page,
) -> None:
    """Rows 44, 46, 50, 51, 53, 54 and 56, one after the other, with two facilitators."""
    mere, tama = desk.pages[0], second
    reference = sent(person, words)
    code = code_of(person)
    talk_live(person, words, house, mere, tama)
    take_and_read_back(house, reference, mere, tama)

    send(tama, "/ask", question="Which days are good for you?")
    back = another(browser, house)
    back.type(code)
    back.press("Answer this")
    back.type(ANSWER)
    back.press("Yes")
    facilitator.open_case(tama, house.desk, reference)
    assert ANSWER in main(tama)

    send(tama, "/agree", agreed=AGREED)
    send(tama, "/outcome", **{tama.locator("textarea[name=outcome]").get_attribute("id") or "": CAME_OF_IT})
    tama.locator("input[name=told][value=done]").check()
    send(tama, "/close", reason="All of it is done.")
    assert "Closed" in main(tama)

    again = another(browser, house)
    again.type(code)
    shown = again.page.locator("#transcript").inner_text()
    for line in (AGREED, CAME_OF_IT, said(words, "case_closed_done")):
        assert line in shown, line
    assert "All of it is done." not in shown
