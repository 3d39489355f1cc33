"""Words as people type them, made plain: contractions opened, txt-speak and stretched letters undone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from language.folding import Folded

BREAK = "."  # stands between sentences; no phrase contains it and no gap crosses it
_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;\n]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_LONG_ENOUGH_TO_MEND = 6


class Word(NamedTuple):
    """One plain word and where in the original text it was typed."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Spelling:
    """How typed pieces become words: `same` opens a piece, `mend` repairs a damaged key word."""

    same: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    mend: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def of(
        cls, same: Mapping[str, str], fillers: Sequence[str], keys: Sequence[str], known: frozenset[str]
    ) -> Spelling:
        """Build from the plain lists of content/safety.yml."""
        opened = {piece: tuple(words.split()) for piece, words in same.items()}
        damaged = {cut: key for key in keys for cut in _with_one_letter_less(key)}
        return cls(opened, frozenset(fillers), damaged, known | frozenset(keys))


def _with_one_letter_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))] + [word]


def _mended(piece: str, spelling: Spelling) -> str:
    """Undo one wrong, missing, extra or swapped letter in a key word; other words stay as they are."""
    if len(piece) < _LONG_ENOUGH_TO_MEND or piece in spelling.known:
        return piece
    for cut in _with_one_letter_less(piece[:24]):
        key = spelling.mend.get(cut)
        if key and abs(len(key) - len(piece)) <= 1 and key[0] == piece[0]:
            return key
    return piece


def _squeezed(piece: str, spelling: Spelling) -> str:
    if not _STRETCHED.search(piece):
        return piece
    ways = (_STRETCHED.sub(r"\1\1", piece), _STRETCHED.sub(r"\1", piece), _DOUBLED.sub(r"\1", piece))
    return next((way for way in ways if way in spelling.known or way in spelling.same), ways[0])


def _opened(piece: str, spelling: Spelling) -> tuple[str, ...]:
    if piece in spelling.same:
        return spelling.same[piece]
    piece = _squeezed(piece, spelling)
    if piece in spelling.same:
        return spelling.same[piece]
    bare = piece.replace("'", "")
    if bare != piece and bare in spelling.same:
        return spelling.same[bare]
    return (_mended(bare.removesuffix("s") if piece.endswith("'s") else bare, spelling),)


def words(text: str, spelling: Spelling) -> list[Word]:
    """Return the plain words of `text`, fillers left out, with a BREAK between sentences."""
    folded = Folded.of(text)
    found: list[Word] = []
    for piece in _PIECE.finditer(folded.text):
        typed = piece.group()
        start, end = folded.span(*piece.span())
        if not typed[0].isalnum():
            found.append(Word(BREAK, start, end))
            continue
        found.extend(Word(w, start, end) for w in _opened(typed, spelling) if w not in spelling.fillers)
    return found
