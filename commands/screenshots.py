"""screenshots [--sheet FOLDER]: makes the README's pictures; --sheet one of every state of both faces.

Each stands there at the width of a phone and of a desktop, light and dark.
"""

import argparse
import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page

from commands.browsing import facilitator, sheet, walk
from commands.browsing.chromium import browser
from commands.browsing.examples import ANSWERS, SAID_BY_FACILITATOR, SAID_BY_PERSON, WANTS_A_PERSON
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving.temporary import Installation, installation
from commands.tools.places import ROOT
from commands.tools.progress import say

PICTURES = ROOT / "docs" / "pictures"
# The page says that a message waits once its acknowledgement is ten seconds late.
AWAY_MS = 20_000
# Pages of the desk are long: as much of them as is still read on a sheet.
DESK_PAGE = 2400


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide screenshots", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--sheet",
        type=Path,
        help="a folder for pictures of every state, each at phone and desktop width, light and dark",
    )
    chosen = parser.parse_args(arguments)
    chance = Random()  # noqa: S311  a port is no secret
    with (
        tempfile.TemporaryDirectory() as data,
        installation(Path(data) / "var", chance) as house,
        browser() as chromium,
    ):
        Photographer(house, chromium, chosen.sheet).go_round()
    return 0


class Photographer:
    """Walks through an installation and takes pictures; without a `sheet` only the README's two."""

    def __init__(self, house: Installation, chromium: Browser, folder: Path | None) -> None:
        self.house = house
        self.chromium = chromium
        self.folder = folder
        self.words = Words.load(ROOT)

    def go_round(self) -> None:
        self.the_chat()
        self.the_desk()

    def the_chat(self) -> None:
        person = self.person()
        self.state(person.page, "chat-01-start")
        walk.begin(person, self.words, "harmed")
        self.until(person, "p_safe_now")
        self.state(person.page, "chat-02-question")
        self.until(person, "p_needs")
        self.state(person.page, "chat-03-several")
        self.until(person, "p_avoid")
        self.picture(person.page, PICTURES / "chat.png")
        walk.to_the_review(person, self.words, ANSWERS)
        self.state(person.page, "chat-04-review")
        walk.press(person, self.words, "send_intake")
        self.state(person.page, "chat-05-receipt")
        if self.folder:
            self.what_else_can_be()

    def what_else_can_be(self) -> None:
        """States that are not on the way from hello to a receipt."""
        person = self.person()
        person.type("What is a restorative process?")
        self.state(person.page, "chat-06-answer")
        person.type("I want to kill myself")
        self.state(person.page, "chat-07-crisis")
        person = self.person()
        person.page.context.set_offline(True)
        person.write("Are you there?")
        person.page.locator(".entry--waiting").wait_for(timeout=AWAY_MS)
        self.state(person.page, "chat-08-offline")

    def the_desk(self) -> None:
        page = self.a_facilitator()
        self.desk_state(page, "desk-01-account")
        page.goto(f"{self.house.desk}/queue")
        self.picture(page, PICTURES / "queue.png")
        self.desk_state(page, "desk-02-queue")
        reference = page.locator("main a[href*='/case/']").first.inner_text()
        facilitator.open_case(page, self.house.desk, reference)
        self.picture(page, PICTURES / "case.png")
        self.desk_state(page, "desk-03-case")
        self.a_person_comes(page)

    def a_facilitator(self) -> Page:
        """Signed in at a desk of their own; the first keeper, who may not join a talk, invited them."""
        keeper = self.chromium.new_page(viewport=sheet.SCREEN)
        facilitator.accept(keeper, self.house.link, "Hana Keeper", "hana@example.nz")
        link = f"{self.house.desk}/invite/{facilitator.invite(keeper, self.house.desk, 'facilitator')}"
        page = self.chromium.new_page(viewport=sheet.SCREEN)
        facilitator.accept(page, link, "Mere Facilitator", "mere@example.nz")
        return page

    def a_person_comes(self, page: Page) -> None:
        """Somebody asks for a person, and the facilitator at `page` takes over."""
        person = self.person()
        person.type(WANTS_A_PERSON)
        page.goto(f"{self.house.desk}/talking")
        page.locator("main a[href*='/conversation/']").first.click()
        page.locator("form[action$='/take-over'] button").click()
        page.locator("form[data-live-form] textarea").fill(SAID_BY_FACILITATOR)
        page.locator("form[data-live-form] button").first.click()
        person.page.locator("#transcript").get_by_text(SAID_BY_FACILITATOR).wait_for()
        person.write(SAID_BY_PERSON)
        self.state(person.page, "chat-09-facilitator")
        page.get_by_text(SAID_BY_PERSON).wait_for()
        self.picture(page, PICTURES / "live.png")
        self.desk_state(page, "desk-04-live")

    def person(self) -> PersonAtPage:
        context = self.chromium.new_context(viewport=sheet.PHONE, locale="en-NZ", reduced_motion="reduce")
        return PersonAtPage(context.new_page(), self.house.chat)

    def until(self, person: PersonAtPage, field: str) -> None:
        while self.words.asked(person.shown()) != field:
            walk.step(person, self.words, ANSWERS)

    def state(self, page: Page, name: str) -> None:
        """The chat in four views."""
        if self.folder:
            sheet.take(page, self.folder / f"{name}.png")
            say(str(self.folder / f"{name}.png"))

    def desk_state(self, page: Page, name: str) -> None:
        """A page of the desk from its top in four views."""
        if self.folder:
            sheet.take(page, self.folder / f"{name}.png", DESK_PAGE)
            say(str(self.folder / f"{name}.png"))

    def picture(self, page: Page, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file)
        say(str(file))
