"""The sheet of states: what ./guide screenshots makes of a page, and that docs/ shows all of it."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from commands.browsing import sheet
from commands.browsing.page import PersonAtPage
from tests.browser.conftest import ROOT

SHEET = ROOT / "docs" / "pictures" / "sheet"


@pytest.mark.browser
def test_a_picture_of_a_state_holds_phone_and_desktop_in_light_and_dark(
    person: PersonAtPage, tmp_path: Path
) -> None:
    before = person.page.viewport_size
    sheet.take(person.page, tmp_path / "start.png")
    picture = Image.open(tmp_path / "start.png").convert("L")
    left, brightness = sheet.GAP, []
    for size, _ in sheet.VIEWS:
        width, height = size["width"] // sheet.SHRINK, size["height"] // sheet.SHRINK
        view = picture.crop((left, sheet.GAP, left + width, sheet.GAP + height))
        brightness.append(ImageStat.Stat(view).mean[0])
        left += width + sheet.GAP
    assert picture.width == left
    assert [one > 128 for one in brightness] == [scheme == "light" for _, scheme in sheet.VIEWS]
    assert person.page.viewport_size == before


def test_every_picture_of_the_sheet_stands_in_the_table_and_every_one_named_there_is_made() -> None:
    named = re.findall(r"sheet/([\w-]+)\.png", (SHEET.parent / "README.md").read_text("utf-8"))
    made = re.findall(
        r"\"((?:chat|desk)-\d\d-\w+)\"", (ROOT / "commands" / "screenshots.py").read_text("utf-8")
    )
    assert sorted(named) == sorted(made) == sorted(file.stem for file in SHEET.glob("*.png"))
