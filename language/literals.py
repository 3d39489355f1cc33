"""Find danger in scripts that put no space between words, or whose letters are joined: as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from language.screening import Evidence

_GAP = ".{0,20}?"


class Literal(NamedTuple):
    """The pieces of one entry of content/safety, and those that take the danger out."""

    id: str
    pieces: re.Pattern[str]
    unless: tuple[str, ...]

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Literal:
        """`entry`: with `contains` (dots stand for up to 20 signs) and perhaps `unless_contains`."""
        pieces = (_GAP.join(map(re.escape, piece.lower().split("..."))) for piece in entry["contains"])
        return cls(entry["id"], re.compile("|".join(pieces)), tuple(entry.get("unless_contains", ())))


def found_as_typed(text: str, literals: Sequence[Literal]) -> Iterator[Evidence]:
    """Yield where one of `literals` stands in `text`; nothing where the text is in Latin letters only."""
    if text.isascii():
        return
    plain = text.lower()
    if len(plain) != len(text):  # a rare letter that grows when made small: the offsets would not fit
        plain = text
    for literal in literals:
        found = literal.pieces.search(plain)
        if found and not any(piece in plain for piece in literal.unless):
            yield Evidence(*found.span(), literal.id)
