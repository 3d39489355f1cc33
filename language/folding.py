"""Fold text so that people who type in different ways are read alike; offsets lead back to the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TYPOGRAPHIC = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bb": "'", "\u02bc": "'", "\u0060": "'",
    "\u00b4": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u3000": " ", "\u00df": "ss", "\u00e6": "ae",
}  # fmt: skip
# Marks that sit on Latin letters (macrons, accents, zalgo). Signs of other scripts carry meaning and stay.
_MARKS = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
_INVISIBLE = ((0x00AD, 0x00AD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFE00, 0xFE0F),
              (0xFEFF, 0xFEFF))  # fmt: skip
# Latin with accents, full-width and "mathematical" letters; Hangul and others would fall apart.
_COMPOSED = ((0x00C0, 0x024F), (0x1E00, 0x1EFF), (0x2100, 0x214F), (0x2460, 0x24FF), (0xFB00, 0xFB06),
             (0xFF01, 0xFF5E), (0x1D400, 0x1D7FF))  # fmt: skip


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    code = ord(character)
    if code < 0x80:
        return _TYPOGRAPHIC.get(character) or character.lower()
    if character in _TYPOGRAPHIC:
        return _TYPOGRAPHIC[character]
    if _within(code, _MARKS) or _within(code, _INVISIBLE):
        return ""
    if _within(code, _COMPOSED):
        plain = unicodedata.normalize("NFKD", character)
        return "".join(c for c in plain if not _within(ord(c), _MARKS)).lower()
    return character.lower()


@dataclass(frozen=True)
class Folded:
    """Folded text with, for each of its characters, the offset in the original that it came from."""

    text: str
    origins: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold `text`, keeping the way back."""
        pieces = [_fold_character(character) for character in text]
        origins = tuple(at for at, piece in enumerate(pieces) for _ in piece)
        return cls("".join(pieces), origins, len(text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the (start, end) in the original text of a span of the folded text."""
        if start >= len(self.origins):
            return self.length, self.length
        first = self.origins[start]
        last = self.origins[end - 1] + 1 if end > start else first
        # Marks that were dropped belong to the letter that they stood on.
        while last < self.length and (end >= len(self.origins) or last < self.origins[end]):
            last += 1
        return first, last


def fold(text: str) -> str:
    """Return `text` in lower case, without macrons and accents, with plain quotes and dashes."""
    return "".join(map(_fold_character, text))
