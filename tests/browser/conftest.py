"""One installation for these tests, started as a keeper starts it; a browser; a person and a facilitator."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext

from commands.browsing import chromium, facilitator
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving import ready
from commands.serving.temporary import Installation, installation

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("house") / "var", Random()) as started:
        yield started


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load(ROOT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.browser() as started:
        yield started


@pytest.fixture(autouse=True)
def whole(house: Installation) -> None:
    """Every part is there and ready, whatever the test before did to it."""
    assert ready.wait([house.chat, house.desk], 120, lambda: True) is None


@pytest.fixture
def person(browser: Browser, house: Installation, whole: None) -> Iterator[PersonAtPage]:
    """Someone who has just opened the chat page on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-NZ")
    yield PersonAtPage(context.new_page(), house.chat)
    context.close()


@pytest.fixture(scope="session")
def keeper(browser: Browser, house: Installation) -> BrowserContext:
    """The first keeper, signed in through the one-use link that ./guide run printed."""
    context = browser.new_context()
    facilitator.accept(context.new_page(), house.link, "Hana Keeper", "hana@example.nz")
    return context


@pytest.fixture(scope="session")
def desk(browser: Browser, house: Installation, keeper: BrowserContext) -> BrowserContext:
    """A facilitator whom the keeper invited, signed in."""
    token = facilitator.invite(keeper.pages[0], house.desk, "facilitator")
    context = browser.new_context()
    facilitator.accept(
        context.new_page(), f"{house.desk}/invite/{token}", "Mere Facilitator", "mere@example.nz"
    )
    return context
