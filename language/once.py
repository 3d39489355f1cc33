"""An encoder that reads a text once, however many listeners and steps of a training ask for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from language.encoder import Encodes


class OnceEncoder:
    """Remembers every text until told to `forget`."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder
        self._known: dict[str, np.ndarray] = {}
        self.checksum = encoder.checksum

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return what the encoder returns."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def forget(self) -> None:
        """Let go of every text."""
        self._known.clear()
