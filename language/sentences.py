"""Cut text into sentences, also text that nobody punctuated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_WORDS = 40
LONGEST_CHARACTERS = 400

# A full stop between digits or after a short title does not end a sentence.
_END = re.compile(r"[.!?\u2026]{1,20}[\"')\u201d\u2019]{0,2}(?=\s|$)|[\u3002\uff01\uff1f\u0964]|\n")
_TITLE = re.compile(r"(?:^|\W)(?:dr|mr|mrs|ms|prof|st|no|eg|ie|a\.m|p\.m|approx)\.$", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_JOINING = frozenset({"and", "but", "then", "so", "because", "cos", "n", "when", "now"})


class Sentence(NamedTuple):
    """A piece of a text: text[start:end] == sentence.text."""

    start: int
    end: int
    text: str


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if text[found.start()] == "." and _TITLE.search(text, max(0, found.start() - 8), found.start() + 1):
            continue
        yield found.end()
    yield len(text)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one long run at a joining word near 40 words, or at 400 characters where there are no words."""
    first, count = start, 0
    for word in _WORD.finditer(text, start, end):
        count += 1
        joins = count > LONGEST_WORDS * 2 // 3 and word.group().lower() in _JOINING
        if (joins or count > LONGEST_WORDS) and word.start() > first:
            yield first, word.start()
            first, count = word.start(), 1
        while word.end() - first > LONGEST_CHARACTERS:
            cut = word.start() if word.start() > first else first + LONGEST_CHARACTERS
            yield first, cut
            first, count = cut, 1
    if first < end:
        yield first, end


def split(text: str) -> list[Sentence]:
    """Return the sentences of `text` in order, without the white space between them."""
    found: list[Sentence] = []
    start = 0
    for end in _ends(text):
        for low, high in _shortened(text, start, end):
            low, high = _stripped(text, low, high)
            if low < high:
                found.append(Sentence(low, high, text[low:high]))
        start = end
    return found
