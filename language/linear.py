"""A multinomial logistic regression read from one npz file: numpy is all that it needs to answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from language.encoder import Encodes
from language.features import buckets, weighed

DENSE_SHARE = 1.0  # how much the embedding counts beside the n-grams (chosen by cross-validation)


class ModelUnready(Exception):
    """A model file is missing, damaged, or was trained with another encoder."""


@dataclass(frozen=True)
class Linear:
    """Weights of a trained classifier and, in `settings`, what its owner chose when it was trained."""

    labels: tuple[str, ...]
    dense: np.ndarray  # float32 [labels, 384]
    sparse: np.ndarray  # float32 [BUCKETS, labels]
    bias: np.ndarray  # float32 [labels]
    rare: np.ndarray  # float32 [BUCKETS]
    temperature: float
    encoder: str
    settings: dict

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return the raw scores [n, labels] of texts whose embeddings are `vectors`."""
        scores = DENSE_SHARE * vectors @ self.dense.T + self.bias
        for row, text in enumerate(texts):
            rows, weights = weighed(buckets(text), self.rare)
            scores[row] += weights @ self.sparse[rows].astype(np.float32)
        return scores

    def probabilities(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return calibrated probabilities [n, labels]."""
        return softmax(self.scores(texts, vectors) / self.temperature)

    def save(self, path: Path) -> None:
        """Write everything to one npz file, in place of what is there."""
        about = {
            "labels": self.labels,
            "temperature": self.temperature,
            "encoder": self.encoder,
            "settings": self.settings,
        }
        written = path.with_suffix(".part.npz")
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            written,
            about=np.frombuffer(json.dumps(about, sort_keys=True).encode(), dtype=np.uint8),
            dense=self.dense.astype(np.float32),
            sparse=self.sparse.astype(np.float16),
            bias=self.bias.astype(np.float32),
            rare=self.rare.astype(np.float32),
        )
        written.replace(path)

    @property
    def fingerprint(self) -> str:
        """A sha256 over everything that changes an answer."""
        about = [self.labels, self.temperature, self.encoder, self.settings]
        made = hashlib.sha256(json.dumps(about, sort_keys=True).encode())
        for part in (self.dense, self.sparse.astype(np.float16), self.bias, self.rare):
            made.update(np.ascontiguousarray(part).tobytes())
        return made.hexdigest()


def load_linear(path: object, encoder: Encodes) -> Linear:
    """Read what `Linear.save` wrote from a path or an open file; ModelUnready where it does not fit."""
    try:
        with np.load(path, allow_pickle=False) as stored:  # type: ignore[arg-type]
            about = json.loads(stored["about"].tobytes())
            parts = {name: stored[name] for name in ("dense", "sparse", "bias", "rare")}
    except Exception as error:  # numpy raises many kinds for a damaged file, and each means the same here
        raise ModelUnready("A model file is missing or damaged: run ./guide train.") from error
    if about["encoder"] != encoder.checksum:
        raise ModelUnready("The model was trained with another encoder: run ./guide train.")
    return Linear(
        labels=tuple(about["labels"]),
        temperature=about["temperature"],
        encoder=about["encoder"],
        settings=about["settings"],
        **parts,
    )


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return each row of `scores` as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
