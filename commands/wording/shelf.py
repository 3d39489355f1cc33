"""Reads all that is said: the responses, the topics, the questions, the page, the services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdoor import languages
from ground import yaml_file

Variations = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Shelf:
    """Everything in `data/responses` and in the files of `content` that people read."""

    responses: Mapping[str, Variations]
    topics: Mapping[str, Mapping[str, Any]]
    sections: Sequence[Mapping[str, Any]]
    questions: Sequence[str]
    page: Mapping[str, Any]
    translations: Sequence[Mapping[str, Any]]
    ways: Mapping[str, Any]
    canned: Sequence[str]
    services: Sequence[Mapping[str, Any]]
    service: Mapping[str, Any]
    sources: Mapping[str, Mapping[str, Any]]

    @classmethod
    def load(cls, root: Path) -> Shelf:
        """From an installation. Raises OSError, yaml.YAMLError, and ValueError on a name said twice
        or a translation with other keys."""
        content = root / "content"
        page, *translations = languages.load(content).values()
        topics = [yaml_file.read(file) for file in sorted((content / "topics").glob("*.yml"))]
        return cls(
            responses=_responses(root / "data" / "responses"),
            topics={topic["id"]: topic for topic in topics},
            sections=yaml_file.read(content / "sections.yml")["sections"],
            questions=list(yaml_file.read(content / "questions.yml")),
            page=page,
            translations=translations,
            ways=yaml_file.read(content / "ways.yml"),
            canned=yaml_file.read(content / "canned.yml")["canned"],
            services=yaml_file.read(content / "services.yml")["services"],
            service=yaml_file.read(content / "service.yml"),
            sources=yaml_file.read(content / "sources.yml")["sources"],
        )


def _responses(folder: Path) -> dict[str, Variations]:
    found: dict[str, Variations] = {}
    for file in sorted(folder.rglob("*.yml")):
        said = yaml_file.read(file).get("responses") or {}
        if twice := found.keys() & said.keys():
            raise ValueError(f"said twice: {', '.join(sorted(twice))}")
        found |= said
    return found
