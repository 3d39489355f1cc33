"""The fields of an intake, as `content/questions.yml` lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from intake import content

Slots = Mapping[str, Any]

COUNTED = ("short", "long")
_LISTS = ("exclusive", "apart", "entity", "named")
TYPED_FREELY = ("own_words", "text")


@dataclass(frozen=True)
class Field:
    """One thing that may be asked. `options` maps an option id to other words a person may type for it."""

    id: str
    kind: str
    path: str
    section: str
    options: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, str]
    max: int | None = None
    required: bool = False
    sensitive: bool = False
    ask_if: str | None = None
    part_of: str | None = None
    exclusive: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    words_to: str | None = None
    takes_questions: bool = False
    by_phrase: bool = False
    fit: bool = False

    @property
    def has_choices(self) -> bool:
        """Whether it is answered by choosing."""
        return bool(self.options)

    @property
    def step(self) -> str:
        """The question it counts as: itself, or the one that it is part of."""
        return self.part_of or self.id


@cache
def fields(root: Path = content.ROOT) -> Mapping[str, Field]:
    """Every field in the order of asking. Raises KeyError or TypeError when the file is not as it must be."""
    return {name: _field(name, entry) for name, entry in content.questions(root).items()}


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    given = dict(entry)
    options = {str(o): tuple(str(w) for w in words) for o, words in given.pop("options", {}).items()}
    plain: dict[str, str] = {word: given.pop(word) for word in ("yes", "no", "unsure") if word in given}
    lists: dict[str, Any] = {name: tuple(given.pop(name)) for name in _LISTS if name in given}
    return Field(id=name, options=options, plain=plain, **lists, **given)
