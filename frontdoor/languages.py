"""The words of the pages by language: content/page.en.yml and each reviewed translation beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ground import yaml_file

# What the guide itself speaks; a page in this language is shown where none or an unknown one is asked for.
OWN = "en"

Words = Mapping[str, Any]


class TranslationUnready(ValueError):
    """A file of words has not the same keys as page.en.yml; half a translation is not shown to anybody."""


def load(content: Path) -> dict[str, Words]:
    """The words by code, `mi` from page.mi.yml, our own first. Raises TranslationUnready."""
    found = {file.name.split(".")[1]: yaml_file.read(file) for file in sorted(content.glob("page.*.yml"))}
    own = found.pop(OWN)
    for code, words in found.items():
        if differing := set(paths(own)) ^ set(paths(words)):
            keys = ", ".join(sorted(differing))
            raise TranslationUnready(f"content/page.{code}.yml and page.{OWN}.yml differ in: {keys}")
    return {OWN: own, **found}


def others(languages: Mapping[str, Words], code: str) -> list[dict[str, str]]:
    """Where the same page is in each language but `code`, for links that are called as that language is."""
    return [
        {"query": f"?lang={other}", "lang": words["lang"], "name": words["name"]}
        for other, words in languages.items()
        if other != code
    ]


def paths(words: object, path: str = "") -> Iterator[str]:
    """The key of each sentence; a list counts as one, since a translation may need more lines or fewer."""
    if isinstance(words, Mapping):
        for key, value in words.items():
            yield from paths(value, f"{path}.{key}" if path else str(key))
    else:
        yield path
