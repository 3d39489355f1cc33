"""A member of staff at the desk: from the invitation to a case."""

import pyotp
from playwright.sync_api import Page

PASSWORD = "a lantern by the quiet estuary"  # noqa: S105  of an account that lives as long as a test


def accept(page: Page, link: str, name: str, email: str) -> None:
    """Makes the account that the one-use link invites to; leaves the page signed in, at the queue."""
    page.goto(link)
    secret = page.locator("input[name=totp_secret]").input_value()
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("#code").fill(pyotp.TOTP(secret).now())
    # Where the machine is busy the account takes a while: going on before it is there would call it off.
    with page.expect_navigation():
        page.locator("form button[type=submit], form button.govuk-button").last.click()


def invite(page: Page, desk: str, role: str) -> str:
    """As a keeper: the one-use link for another member of staff."""
    page.goto(f"{desk}/people")
    page.locator(f"input[name=role][value={role}]").check()
    page.locator("form[action$='/people/invite'] button").click()
    return page.locator("main").inner_text().split("/invite/")[1].split()[0]


def open_case(page: Page, desk: str, reference: str) -> None:
    """Answers the question of a conflict of interest and shows the case."""
    page.goto(f"{desk}/case/{reference}")
    if page.url.endswith("/gate"):
        page.locator("input[name=conflict][value=none], input[name=conflict][value=no]").first.check()
        page.locator("main form button").first.click()
    page.wait_for_url(f"{desk}/case/{reference}")
