"""Words as people type them, made plain: contractions opened, txt-speak and stretched letters undone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from language.folding import Folded

BREAK = "."  # stands between sentences, before the first and after the last; no gap crosses it
_PIECE = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:'[^\W_]+)*|[.!?;\n]+")
_AMOUNT = re.compile(r"(\d+)(?:[.,:]\d+)*([^\W\d_]*)")  # 38.9, 12yo, 40mg
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_LONG_ENOUGH_TO_MEND = 6
_LONG_ENOUGH_TO_SWAP = 4


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
    swap: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def of(
        cls, same: Mapping[str, str], fillers: Sequence[str], keys: Sequence[str], known: frozenset[str]
    ) -> Spelling:
        """Build from the plain lists of content/safety.yml."""
        opened = {piece: tuple(words.split()) for piece, words in same.items()}
        damaged = {cut: key for key in keys for cut in _with_one_letter_less(key)}
        swapped = {_shuffled(key): key for key in keys}
        return cls(opened, frozenset(fillers), damaged, swapped, known | frozenset(keys))


def _shuffled(word: str) -> str:
    """Return what is the same for a word and for the word with two inner letters swapped."""
    return word[:1] + "".join(sorted(word[1:]))


def _with_one_letter_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))] + [word]


def _mended(piece: str, spelling: Spelling) -> str:
    """Undo one wrong, missing, extra or swapped letter in a key word; other words stay as they are."""
    if len(piece) < _LONG_ENOUGH_TO_SWAP or piece in spelling.known:
        return piece
    if len(piece) < _LONG_ENOUGH_TO_MEND:
        return spelling.swap.get(_shuffled(piece), piece)
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
    amount = _AMOUNT.fullmatch(piece)
    if amount:
        return tuple(part for part in amount.groups() if part)
    piece = _squeezed(piece, spelling)
    if piece in spelling.same:
        return spelling.same[piece]
    bare = piece.replace("'", "")
    if bare != piece and bare in spelling.same:
        return spelling.same[bare]
    return (_mended(bare.removesuffix("s") if piece.endswith("'s") else bare, spelling),)


def words(text: str, spelling: Spelling) -> list[Word]:
    """Return the plain words of `text`, fillers left out, with a BREAK at every end of a sentence."""
    folded = Folded.of(text)
    opened: dict[str, list[str]] = {}
    found: list[Word] = [Word(BREAK, 0, 0)]
    for piece in _PIECE.finditer(folded.text):
        typed = piece.group()
        start, end = folded.span(*piece.span())
        if not typed[0].isalnum():
            found.append(Word(BREAK, start, end))
            continue
        if typed not in opened:
            opened[typed] = [word for word in _opened(typed, spelling) if word not in spelling.fillers]
        found += [Word(word, start, end) for word in opened[typed]]
    return [*found, Word(BREAK, len(text), len(text))]
