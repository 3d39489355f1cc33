"""Read content/safety.yml and the entries of content/safety/*.yml, and check that they can be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ground import yaml_file
from language.screening import CATEGORIES, LEVELS

EXCEPTION = "exception"
WHERE = ("just_before", "same_sentence", "same_message", "just_after")


class PatternError(ValueError):
    """content/safety.yml or one of its entries is not written as its first lines say."""


class Pattern(NamedTuple):
    """One entry; of its `parts` at least `needed` have to stand within `sentences` sentences."""

    id: str
    level: str
    category: str
    unless: tuple[str, ...]
    needed: int
    sentences: int


class Context(NamedTuple):
    """Words that take the danger out of a phrase, and where they have to stand for that."""

    id: str
    where: str


def read(content_dir: Path) -> dict[str, Any]:
    """Return content_dir/safety.yml with every content_dir/safety/*.yml as its `patterns`, and `kinds`."""
    content = yaml_file.read(Path(content_dir) / "safety.yml")
    files = sorted((Path(content_dir) / "safety").glob("*.yml"))
    if not files:
        raise PatternError("There is no file of phrases in content/safety.")
    kinds = yaml_file.read(Path(content_dir) / "safety_kinds.yml")
    entries = [entry for file in files for entry in yaml_file.read(file)["patterns"]]
    return {**content, "patterns": entries, "kinds": kinds}


def patterns(content: Mapping[str, Any]) -> dict[str, Pattern]:
    """Return the entries by id; PatternError where one is not written as it should be."""
    made: dict[str, Pattern] = {}
    for entry in content["patterns"]:
        if entry["id"] in made:
            raise PatternError(f"Two entries are called {entry['id']}.")
        made[entry["id"]] = _pattern(entry, content["contexts"])
    return made


def contexts(content: Mapping[str, Any]) -> dict[str, Context]:
    """Return the contexts by name; PatternError where one does not say where it stands."""
    for name, entry in content["contexts"].items():
        if entry["where"] not in WHERE:
            raise PatternError(f"The context {name} does not say where its words stand.")
    return {name: Context(name, entry["where"]) for name, entry in content["contexts"].items()}


def phrases(content: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield `kind:id` or `part:id:number` and the phrases under it.

    The exceptions stand together: a figure of speech is one, whatever entry would have heard danger in it.
    """
    yield (
        f"except:{EXCEPTION}",
        [some for entry in content["patterns"] for some in entry.get("exceptions", ())],
    )
    for entry in content["patterns"]:
        yield f"pattern:{entry['id']}", entry.get("phrases", ())
        for number, some in enumerate(entry.get("together", ())):
            yield f"part:{entry['id']}:{number}", some
    for name, entry in content["contexts"].items():
        yield f"context:{name}", entry["phrases"]
        yield f"kept:{name}", entry.get("but_not_with", ())


def _pattern(entry: Mapping[str, Any], known: Mapping[str, Any]) -> Pattern:
    if entry["level"] not in LEVELS or entry["category"] not in CATEGORIES:
        raise PatternError(f"The entry {entry['id']} has no known level or category.")
    unknown = set(entry.get("unless", ())) - set(known)
    if unknown:
        raise PatternError(f"The entry {entry['id']} names a context that is not there: {sorted(unknown)}.")
    needed = entry.get("at_least", len(entry.get("together", ())))
    unless = tuple(entry.get("unless", ()))
    return Pattern(entry["id"], entry["level"], entry["category"], unless, needed, entry.get("sentences", 2))
