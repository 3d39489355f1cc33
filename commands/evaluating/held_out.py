"""The messages that nothing was trained on: topics.yml, intents.yml, out_of_scope.yml and safety.yml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from commands.tools.places import ROOT
from commands.tools.trouble import Trouble
from ground import yaml_file
from language.folding import fold

SETS = ("topics", "intents", "out_of_scope", "safety")
KINDS = ("clear", "oblique", "ordinary")
MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


class Told(NamedTuple):
    """A message and what it is: a topic, an intent, or for safety how plainly it tells of which danger."""

    text: str
    truth: str
    category: str | None = None


class HeldOut(NamedTuple):
    """The four sets; how many different messages the training data holds, and how many were left out of
    the sets since they stand there too."""

    topics: list[Told]
    intents: list[Told]
    out_of_scope: list[Told]
    safety: list[Told]
    trained_on: int = 0
    left_out: int = 0

    @property
    def texts(self) -> list[str]:
        return [told.text for name in SETS for told in getattr(self, name)]


def read(folder: Path, data: Path = ROOT / "data") -> HeldOut:
    """Every message of the four files that is not one of `data`; Trouble where a file cannot be read."""
    try:
        every = {name: [_told(name, each) for each in _messages(folder / f"{name}.yml")] for name in SETS}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise Trouble(f"the held-out messages in {folder} cannot be read: {error}") from error
    known = set(trained_on(data))
    kept = {name: apart(some, known) for name, some in every.items()}
    left_out = sum(len(every[name]) - len(kept[name]) for name in SETS)
    return HeldOut(**kept, trained_on=len(known), left_out=left_out)


def apart(told: list[Told], known: Collection[str]) -> list[Told]:
    return [each for each in told if plain(each.text) not in known]


def trained_on(data: Path) -> Iterator[str]:
    """Every example of data/nlu and data/safety, as `plain` writes it."""
    for file in sorted((data / "nlu").rglob("*.yml")):
        for block in yaml_file.read(file).get("nlu") or ():
            lines = str(block.get("examples", "")).splitlines()
            yield from (plain(MARKED.sub(r"\1", line.removeprefix("- "))) for line in lines)
    for file in sorted((data / "safety").glob("*.yml")):
        yield from (plain(each["text"]) for each in _messages(file))


def plain(text: str) -> str:
    return " ".join(fold(text).split())


def _told(name: str, each: dict[str, Any]) -> Told:
    if name == "safety":
        return Told(each["text"], each["kind"], each["category"])
    return Told(each["text"], each.get("topic") or each.get("intent") or name)


def _messages(file: Path) -> list[dict[str, Any]]:
    return list(yaml_file.read(file)["messages"])
