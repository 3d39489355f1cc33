"""Find where several signs of one danger stand close together: in one sentence, or in two that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from language.phrases import Hit

_WIDTH = 60  # words; two long sentences


def near(hits: Sequence[Hit], sentences: Sequence[int], needed: int, within: int) -> Iterator[Hit]:
    """Yield one Hit over each place where `needed` hits of different keys, none on another, stand near.

    `sentences`: for each word the number of its sentence; `within`: 1 for one sentence, 2 for the next too.
    """
    latest: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.last, hit.first)):
        others = [
            other
            for key, other in latest.items()
            if key != hit.key
            and other.last <= hit.first
            and hit.last - other.first <= _WIDTH
            and sentences[hit.first] - sentences[other.first] < within
        ]
        latest[hit.key] = hit
        if needed and len(others) + 1 >= needed:
            first = min(other.first for other in sorted(others, reverse=True)[: needed - 1])
            yield Hit(first, hit.last, hit.key)
