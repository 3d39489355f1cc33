"""Pictures of a state: at phone and desktop width, light and dark, side by side."""

from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
SCREEN: ViewportSize = {"width": 1200, "height": 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
VIEWS = [(size, scheme) for size in (PHONE, SCREEN) for scheme in SCHEMES]
# Half the size can still be read, and a sheet of every state stays small enough to be kept with the code.
SHRINK = 2
COLOURS = 192
GAP = 12
BETWEEN = "#8a8f92"
# As the page shows it: from what the person said last, or from the words that came with a card of numbers;
# where a review or a code came since, from there, which is what the picture is of.
TO_WHAT_CAME_LAST = """() => {
  const height = place => document.querySelector(place).getBoundingClientRect().height;
  const mine = [...document.querySelectorAll(".entry--person")].pop();
  const last = document.getElementById("help").open ? mine?.nextElementSibling : mine;
  const card = [...document.querySelectorAll(".entry:has(.summary, .receipt)")].pop();
  const since = card && mine?.compareDocumentPosition(card) === Node.DOCUMENT_POSITION_FOLLOWING;
  const first = since ? card : last;
  const top = first ? first.getBoundingClientRect().top + scrollY - height(".top") - height("#help") - 12 : 0;
  scrollTo(0, top);
}"""


def take(page: Page, file: Path, longest: int = PHONE["height"]) -> None:
    """Writes the four views of the page as it stands; the page is left as it was.

    With a `longest` above the height of the window, each shows the page from its top, down to there.
    """
    before = page.viewport_size
    # A pointer that rests on a button would show it as it looks when it is about to be pressed.
    page.mouse.move(0, 0)
    save(side_by_side([view(page, size, scheme, longest) for size, scheme in VIEWS]), file)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before or PHONE)


def view(page: Page, size: ViewportSize, scheme: Literal["light", "dark"], longest: int) -> Image.Image:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    if longest <= size["height"]:
        page.evaluate(TO_WHAT_CAME_LAST)
        return shrunk(page.screenshot())
    whole = shrunk(page.screenshot(full_page=True))
    return whole.crop((0, 0, whole.width, min(whole.height, longest // SHRINK)))


def shrunk(picture: bytes) -> Image.Image:
    taken = Image.open(BytesIO(picture)).convert("RGB")
    return taken.resize((taken.width // SHRINK, taken.height // SHRINK), Image.Resampling.LANCZOS)


def side_by_side(views: list[Image.Image]) -> Image.Image:
    width = sum(one.width for one in views) + GAP * (len(views) + 1)
    row = Image.new("RGB", (width, max(one.height for one in views) + 2 * GAP), BETWEEN)
    left = GAP
    for one in views:
        row.paste(one, (left, GAP))
        left += one.width + GAP
    return row


def save(picture: Image.Image, file: Path) -> None:
    """In few colours: what stands here is flat paint and letters."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
