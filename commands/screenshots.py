"""screenshots [--sheet FOLDER]: makes the README's pictures; --sheet one of every state of both faces."""

import argparse
import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page

from commands.browsing import facilitator, walk
from commands.browsing.chromium import browser
from commands.browsing.examples import ANSWERS
from commands.browsing.page import PersonAtPage
from commands.browsing.words import Words
from commands.serving.temporary import Installation, installation
from commands.tools.places import ROOT
from commands.tools.progress import say

PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1200, "height": 844}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide screenshots", description=__doc__)
    parser.add_argument("--sheet", type=Path, help="a folder for pictures of every state")
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

    def __init__(self, house: Installation, chromium: Browser, sheet: Path | None) -> None:
        self.house = house
        self.chromium = chromium
        self.sheet = sheet
        self.words = Words.load(ROOT)

    def go_round(self) -> None:
        self.the_chat()
        self.the_desk()

    def the_chat(self) -> None:
        context = self.chromium.new_context(viewport=PHONE, locale="en-NZ", device_scale_factor=2)  # type: ignore[arg-type]
        person = PersonAtPage(context.new_page(), self.house.chat)
        self.state(person.page, "chat-1-greeting")
        walk.begin(person, self.words, "harmed")
        while self.words.asked(person.shown()) != "p_avoid":
            walk.step(person, self.words, ANSWERS)
            self.state(person.page, f"chat-2-{self.words.asked(person.shown())}")
        self.picture(person.page, PICTURES / "chat.png")
        walk.to_the_review(person, self.words, ANSWERS)
        self.state(person.page, "chat-3-review")
        walk.press(person, self.words, "send_intake")
        self.state(person.page, "chat-4-receipt")

    def the_desk(self) -> None:
        page = self.chromium.new_page(viewport=SCREEN)  # type: ignore[arg-type]
        facilitator.accept(page, self.house.link, "Hana Keeper", "hana@example.nz")
        self.state(page, "desk-1-account")
        page.goto(f"{self.house.desk}/queue")
        self.state(page, "desk-2-queue")
        reference = page.locator("main a[href*='/case/']").first.inner_text()
        facilitator.open_case(page, self.house.desk, reference)
        self.picture(page, PICTURES / "desk.png")
        self.state(page, "desk-3-case")

    def state(self, page: Page, name: str) -> None:
        if self.sheet:
            self.sheet.mkdir(parents=True, exist_ok=True)
            self.picture(page, self.sheet / f"{name}.png", whole=name.startswith("desk"))

    def picture(self, page: Page, file: Path, whole: bool = False) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file, full_page=whole)
        say(str(file))
