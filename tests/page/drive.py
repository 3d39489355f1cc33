"""What a person does on the page, in a word each, and how to bring the page to each of its states."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.page.house import House


def say(page: Page, text: str, answered: bool = True) -> None:
    page.fill("#message", text)
    page.click(".composer__send")
    if answered:
        settled(page)


def settled(page: Page) -> None:
    """The last word is not the person's own."""
    page.wait_for_selector(".transcript > li:last-child:not(.entry--person)", state="attached")
    page.wait_for_timeout(50)  # a reply may be two messages


def entries(page: Page) -> list[str]:
    return page.locator(".transcript > li > .prose").all_inner_texts()


def session(page: Page) -> str:
    return str(page.evaluate("sessionStorage.getItem('s')"))


def offline(page: Page, house: House) -> None:
    house.cut()
    say(page, "Are you there?", answered=False)
    page.wait_for_selector(".entry--waiting")


def refused(page: Page, house: House) -> None:
    say(page, "refuse me", answered=False)
    expect(page.locator("#line")).to_contain_text("names of patients")


STATES: dict[str, Callable[[Page, House], object]] = {
    "start": lambda page, house: None,
    "mid-question": lambda page, house: say(page, "I was harmed"),
    "source": lambda page, house: say(page, "what is it?"),
    "several": lambda page, house: say(page, "needs"),
    "crisis": lambda page, house: say(page, "I want to die"),
    "review": lambda page, house: say(page, "summary"),
    "receipt": lambda page, house: say(page, "send it"),
    "fit": lambda page, house: say(page, "fit"),
    "status": lambda page, house: say(page, "status"),
    "facilitator": lambda page, house: say(page, "person please"),
    "near the limit": lambda page, house: page.fill("#message", "a" * 9_500),
    "refused": refused,
    "offline": offline,
}
