"""The two faces, built once from web/ into web/dist."""

import shutil
from pathlib import Path

from commands.setup import node
from commands.tools import quiet
from commands.tools.places import ROOT
from commands.tools.progress import step
from commands.tools.stamps import Stamp, digest

WEB = ROOT / "web"
MADE = ("dist", "node_modules")


def make() -> None:
    """Builds web/dist with npm when it is missing or older than its sources."""
    built = stamp()
    if built.fits():
        return
    path = node.path()
    with step("building the pages"):
        fetch(path)
        npm(path, "the pages could not be built: see above", "run", "build")
    built.set()


def stamp() -> Stamp:
    return Stamp(WEB / "dist" / ".made-from", digest(sources(), ROOT))


def sources() -> list[Path]:
    return [*(entry for entry in WEB.iterdir() if entry.name not in MADE), ROOT / "content" / "page.en.yml"]


def fetch(path: str) -> None:
    fetched = Stamp(WEB / "node_modules" / ".made-from", digest([WEB / "package-lock.json"], ROOT))
    if not fetched.fits():
        npm(path, "the page's packages could not be installed: see above", "ci", "--no-audit", "--no-fund")
        fetched.set()


def npm(path: str, failure: str, *words: str) -> None:
    program = shutil.which("npm", path=path) or "npm"
    quiet.run([program, *words], failure, {"PATH": path}, WEB)
