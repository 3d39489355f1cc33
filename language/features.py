"""Numbers for a text: its sentence embedding beside hashed n-grams of its letters and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from language.folding import fold

BUCKETS = 1 << 15
LONGEST = 2000  # characters; a classifier's reading of the whole does not change after that
Grams = tuple[np.ndarray, np.ndarray]  # bucket numbers int64, and a float32 weight for each
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")


def _grams(text: str) -> Counter[str]:
    typed = _WORD.findall(fold(text[:LONGEST]))
    found: Counter[str] = Counter(f"w:{word}" for word in typed)
    found.update(f"w:{one} {two}" for one, two in zip(typed, typed[1:], strict=False))
    for word in typed:
        framed = f"_{word}_"
        for size in (3, 4, 5):
            found.update(framed[at : at + size] for at in range(len(framed) - size + 1))
    return found


def buckets(text: str) -> Grams:
    """Return (bucket numbers int64, weights float32 = 1 + log(count)) of the n-grams of `text`."""
    counted: Counter[int] = Counter()
    for gram, count in _grams(text).items():
        counted[crc32(gram.encode()) % BUCKETS] += count
    rows = np.fromiter(counted.keys(), dtype=np.int64, count=len(counted))
    return rows, 1 + np.log(np.fromiter(counted.values(), dtype=np.float32, count=len(counted)))


def rarity(counted: Sequence[Grams]) -> np.ndarray:
    """Return float32 [BUCKETS]: how much a bucket tells, 1 + log(n / texts that have it)."""
    having = np.zeros(BUCKETS, dtype=np.float32)
    for rows, _ in counted:
        having[rows] += 1
    return (1 + np.log((1 + len(counted)) / (1 + having))).astype(np.float32)


def weighed(grams: Grams, rare: np.ndarray) -> Grams:
    """Return (bucket numbers, weights of length 1) of the n-grams of a text."""
    rows, weights = grams
    weights = weights * rare[rows]
    return rows, weights / max(float(np.linalg.norm(weights)), 1e-9)
