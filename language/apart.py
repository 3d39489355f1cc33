"""Which training messages the encoder is never tuned on, so that confidence can be measured on them."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

TENTHS = 1
LEAST_LEFT = 3  # messages of a label that stay to be learnt from


def apart(text: str) -> bool:
    """Say whether `text` is kept from the encoder; its own letters decide, so no list has to be kept."""
    return crc32(text.encode()) % 10 < TENTHS


def apart_rows(texts: Sequence[str], labels: Sequence[str]) -> np.ndarray:
    """Return bool [n]: the messages kept apart, less those that would leave a label too little."""
    kept = np.array([apart(text) for text in texts], dtype=bool)
    names = np.array(labels)
    for label in set(labels):
        rows = np.flatnonzero((names == label) & kept)
        spare = (names == label).sum() - LEAST_LEFT
        kept[rows[max(0, spare) :]] = False
    return kept
