"""transcripts [--out FILE]: five made-up people talk with the guide; writes docs/conversations.md."""

import argparse
import subprocess
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from commands.browsing.words import Words
from commands.serving.temporary import Installation, installation
from commands.tools.places import ROOT
from commands.tools.progress import say
from commands.transcribing import page, script
from commands.transcribing.person import PersonAtDoor
from ground import yaml_file

PEOPLE = Path(__file__).parent / "transcribing" / "people.yml"
PAGE = ROOT / "docs" / "conversations.md"
# The day of the talks: what is said of days is the same whenever the command runs.
CLOCK = {"GUIDE_TEST_CLOCK": "2026-11-23T10:00:00+13:00"}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide transcripts", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write (docs/conversations.md)")
    chosen = parser.parse_args(arguments)
    chance = Random()  # noqa: S311  a port is no secret
    with tempfile.TemporaryDirectory() as data, installation(Path(data) / "var", chance, CLOCK) as house:
        chosen.out.write_text(whole(house), "utf-8")
    say(str(chosen.out))
    return 0


def whole(house: Installation) -> str:
    """The page, of everyone in people.yml."""
    written = people()
    words = Words.load(ROOT)
    chapters = [chapter(house, words, one, written) for one in written["people"]]
    return page.sealed("\n".join([written["heading"], *chapters]))


def people() -> dict[str, Any]:
    """What stands in people.yml."""
    read: dict[str, Any] = yaml_file.read(PEOPLE)
    return read


def chapter(house: Installation, words: Words, one: dict[str, Any], written: dict[str, Any]) -> str:
    say(one["title"])
    person = PersonAtDoor(house.chat)
    try:
        script.play(person, words, one)
    finally:
        person.leave()
    receipt = person.receipts[-1] if person.receipts else None
    reference: str | None = receipt["reference"] if receipt else None
    if reference:
        kept = f"```\n{case(house, reference)}\n```"
    else:
        kept = written["kept_draft" if receipt else "kept_nothing"]
    return page.chapter(one, person.said, written["kept"], kept, reference)


def case(house: Installation, reference: str) -> str:
    """The case as a keeper reads it on the machine."""
    asked = [str(ROOT / "guide"), "case", reference, "--conflict", "no"]
    found = subprocess.run(asked, env=house.environment, capture_output=True, text=True, check=True)  # noqa: S603
    return found.stdout.rstrip()
