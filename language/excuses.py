"""Where a phrase of danger does not count, because of the words around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from language.phrases import Hit

_REACH = 25  # words; how far a context is heard in a sentence that does not end

Found = Mapping[str, list[Hit]]


class Excuses(NamedTuple):
    """Where a phrase does not count: on marked words, or where it starts or ends beside a context."""

    within: list[bytearray]
    starts: set[int]
    ends: set[int]

    def cover(self, hit: Hit) -> bool:
        """Say whether `hit` is excused."""
        return (
            hit.first in self.starts
            or hit.last in self.ends
            or any(1 in words[hit.first : hit.last] for words in self.within)
        )


def marked(length: int, spans: Iterable[Hit]) -> bytearray:
    """Return a byte for each word, 1 where one of `spans` covers it."""
    words = bytearray(length)
    for hit in spans:
        words[hit.first : hit.last] = b"\x01" * (hit.last - hit.first)
    return words


def masks_of(
    contexts: Found, kept: Found, sentences: Sequence[int], whole: Collection[str]
) -> dict[str, bytearray]:
    """Mark, for each context, the words of its sentence that are near enough to hear it.

    `contexts` and `kept`: what was found of each context and of the words that undo it; `sentences`: for each
    word the number of its sentence; `whole`: the contexts that are heard in the whole message.
    """
    masks = {}
    for name, found in contexts.items():
        if name in whole:
            masks[name] = bytearray(b"\x00" if kept.get(name) else b"\x01") * len(sentences)
            continue
        spared = {sentences[hit.first] for hit in kept.get(name, ())}
        heard = (hit for hit in found if sentences[hit.first] not in spared)
        masks[name] = marked(len(sentences), (_reach(hit, sentences) for hit in heard))
    return masks


def _reach(hit: Hit, sentences: Sequence[int]) -> Hit:
    # Sentences are numbered in rising order, so that their ends are found by halving.
    number = sentences[hit.first]
    first = max(bisect_left(sentences, number), hit.first - _REACH)
    return Hit(first, min(bisect_right(sentences, number), hit.last + _REACH), hit.key)
