"""A Chromium, the stand-in for the front door, and a fresh page for each test."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.page.house import House

WEB = Path(__file__).parents[2] / "web"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def built() -> Path:
    """web/dist, made now where it is missing and the build tools are here."""
    dist = WEB / "dist"
    if not (dist / "chat.js").exists():
        if not (WEB / "node_modules").is_dir():
            pytest.skip("the page is not built: npm ci && npm run build in web/")
        subprocess.run(["npm", "run", "build"], cwd=WEB, check=True, capture_output=True)  # noqa: S607
    return dist


def program() -> str | None:
    """The machine's own Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=program(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def one_house(built: Path) -> House:
    return House()


@pytest.fixture
def house(one_house: House) -> Iterator[House]:
    yield one_house
    one_house.mend()


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    """A phone's page at the stand-in, whose exit leads to the stand-in's own weather page."""
    context = browser.new_context(viewport={"width": 375, "height": 812}, locale="en-NZ")
    page = context.new_page()
    page.route(
        "https://www.metservice.com/**",
        lambda route: route.fulfill(body="<h1>Fine spells</h1>", content_type="text/html"),
    )
    page.goto(house.url)
    page.wait_for_selector(".entry")
    yield page
    context.close()
