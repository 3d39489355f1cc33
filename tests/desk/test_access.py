"""Access: axe on the pages of the desk in a real browser, and each at the width of a small phone."""

import json
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright

from tests.desk.conftest import PASSWORD, Desk
from tests.page.conftest import QUIET
from tests.page.test_access import AXE, RULES

pytestmark = pytest.mark.browser
KEEPER = "keeper@example.nz"
LEAD = "lead@example.nz"
PHONE = 320
OUT = """() => [...document.querySelectorAll("main *, header *, nav *")]
  .filter(node => node.getBoundingClientRect().right > innerWidth)
  .filter(node => !node.closest(".govuk-table, .govuk-visually-hidden"))
  .map(node => node.outerHTML.slice(0, 120))"""


@pytest.fixture
async def window(desk: Desk) -> AsyncIterator[BrowserContext]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=program, args=QUIET)
        # a script that a test puts into the page is not the page's own
        yield await chromium.new_context(bypass_csp=True)
        await chromium.close()


async def sign_in(window: BrowserContext, desk: Desk, email: str) -> Page:
    page = await window.new_page()
    await page.goto(f"{desk.base}/sign-in")
    await page.fill("#email", email)
    await page.fill("#password", PASSWORD)
    await page.fill("#code", desk.code(email))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/queue")
    return page


async def findings(page: Page, name: str) -> list[str]:
    if not AXE.exists():
        pytest.skip("axe is not here: npm ci in web/")
    if folder := os.environ.get("GUIDE_PICTURES"):
        await page.screenshot(path=Path(folder) / f"desk-{name}.png", full_page=True)
    await page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = await page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
    broken = [f"{name} {one['id']}: {one['nodes'][0]['html'][:150]}" for one in found["violations"]]
    return broken + await sideways(page, name)


async def sideways(page: Page, name: str) -> list[str]:
    """What stands out at the right of a small phone, but for tables, which move in their own frame."""
    before = page.viewport_size
    await page.set_viewport_size({"width": PHONE, "height": 568})
    if folder := os.environ.get("GUIDE_PICTURES"):
        await page.screenshot(path=Path(folder) / f"desk-{name}-phone.png", full_page=True)
    out: list[str] = await page.evaluate(OUT)
    if before:
        await page.set_viewport_size(before)
    return [f"{name} is too wide: {one}" for one in out]


async def test_axe_finds_nothing_on_the_pages_of_a_keeper(desk: Desk, window: BrowserContext) -> None:
    for _ in range(7):
        desk.case()
    await desk.signed_in("keeper")
    page = await sign_in(window, desk, KEEPER)
    found: list[str] = []
    for name in ("queue", "figures", "programs", "account", "people", "audit", "hours", "content"):
        await page.goto(f"{desk.base}/{name}")
        found += await findings(page, name)
    await page.goto(f"{desk.base}/programs")
    await page.get_by_role("button", name="Make the token").click()
    found += await findings(page, "programs-refused")
    await page.fill("#label", "Hospital records")
    await page.select_option("#for", label="Mere Tamihana")
    await page.check("input[value=see_queue]")
    await page.get_by_role("button", name="Make the token").click()
    found += await findings(page, "programs-made")
    assert found == []


async def test_axe_finds_nothing_on_a_case_with_actions_and_its_refused_forms(
    desk: Desk, window: BrowserContext
) -> None:
    reference = desk.case()
    await desk.signed_in("lead")
    page = await sign_in(window, desk, LEAD)
    await page.goto(f"{desk.base}/case/{reference}")
    await page.check("input[value=no]")
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Take this case").click()
    await page.fill("#agreed", "The ward writes a letter by Friday.")
    await page.get_by_role("button", name="Save what was agreed").click()
    found = await findings(page, "case")
    await page.get_by_role("button", name="Tell the person").click()
    found += await findings(page, "case-outcome-refused")
    await page.get_by_role("button", name="Close this case").click()
    found += await findings(page, "case-close-refused")
    assert found == []
