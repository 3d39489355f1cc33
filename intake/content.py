"""Reads `content/` and the words in `data/responses/`. The one module of `intake` that opens a file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Any:
    """What the YAML file at `path` holds. Raises OSError or yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe loaders


@cache
def questions(root: Path = ROOT) -> Mapping[str, Any]:
    """`content/questions.yml`: field id -> what may be asked."""
    found: Mapping[str, Any] = read(root / "content" / "questions.yml")
    return found


@cache
def plain_words(root: Path = ROOT) -> Mapping[str, Any]:
    """`content/plain_words.yml`: the small words that people answer with."""
    found: Mapping[str, Any] = read(root / "content" / "plain_words.yml")
    return found


@cache
def after_a_card(root: Path = ROOT) -> Mapping[str, Any]:
    """`content/after_a_card.yml`: how people answer the question whether somebody is safe."""
    found: Mapping[str, Any] = read(root / "content" / "after_a_card.yml")
    return found


@cache
def fit(root: Path = ROOT) -> Mapping[str, Any]:
    """`content/fit.yml`: question -> answer -> effect."""
    found: Mapping[str, Any] = read(root / "content" / "fit.yml")
    return found


@cache
def topic(name: str, root: Path = ROOT) -> Mapping[str, Any]:
    """`content/topics/<name>.yml`: sources, dates, next steps of one topic. Raises FileNotFoundError."""
    found: Mapping[str, Any] = read(root / "content" / "topics" / f"{name}.yml")
    return found


@cache
def sections(root: Path = ROOT) -> tuple[Mapping[str, Any], ...]:
    """The sections of the menu in order: id, title, and whom they open for."""
    return tuple(read(root / "content" / "sections.yml")["sections"])


@cache
def topics_of(section: str, root: Path = ROOT) -> tuple[str, ...]:
    """The ids of the topics of a section of the menu, in the alphabet's order."""
    names = sorted(path.stem for path in (root / "content" / "topics").glob("*.yml"))
    return tuple(name for name in names if topic(name, root)["section"] == section)


@cache
def services(root: Path = ROOT) -> tuple[Mapping[str, Any], ...]:
    """The rows of `content/services.yml`: whom a person can turn to."""
    return tuple(read(root / "content" / "services.yml")["services"])


@cache
def service(root: Path = ROOT) -> Mapping[str, Any]:
    """`content/service.yml`: what only the keeper knows."""
    found: Mapping[str, Any] = read(root / "content" / "service.yml")
    return found


@cache
def canned(root: Path = ROOT) -> tuple[str, ...]:
    """`content/canned.yml`: sentences that a facilitator sends with one press."""
    return tuple(read(root / "content" / "canned.yml")["canned"])


@cache
def responses(root: Path = ROOT) -> Mapping[str, Any]:
    """Every response under `data/responses/`: name -> variations. Raises ValueError on a name said twice."""
    return _written(root / "data" / "responses")


@cache
def question_words(root: Path = ROOT) -> Mapping[str, Any]:
    """The responses under `data/responses/questions/` alone."""
    return _written(root / "data" / "responses" / "questions")


def _written(folder: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.yml")):
        for name, variations in (read(path) or {}).get("responses", {}).items():
            if name in found:
                raise ValueError(f"{name} is written twice, the second time in {path.name}")
            found[name] = variations
    return found
