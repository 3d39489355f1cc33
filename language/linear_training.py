"""Fit a `Linear`; needs scikit-learn and scipy, which the environment that holds Rasa has."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.utils.extmath import randomized_svd

from language.encoder import Encodes
from language.features import BUCKETS, Grams, buckets, rarity, weighed
from language.linear import DENSE_SHARE, Linear, softmax

# More steps fit the examples closer and held-out text no better.
STEPS = 80
RANK = 256  # directions of the n-grams that are kept; more of them changed no figure by half a point
TEMPERATURES = np.geomspace(0.3, 4.0, 60)


@dataclass(frozen=True)
class Material:
    """Texts as numbers, worked out once for several fits: rows of `matrix` are the texts."""

    matrix: np.ndarray  # float32 [n, 384 + rank]: embeddings, then n-grams along `directions`
    directions: np.ndarray  # float32 [BUCKETS, rank]
    rare: np.ndarray  # float32 [BUCKETS]
    encoder: str

    @classmethod
    def of(cls, texts: Sequence[str], encoder: Encodes) -> Material:
        """Encode `texts`, and find where their n-grams differ most (LSA, Deerwester et al. 1990)."""
        counted = [buckets(text) for text in texts]
        rare = rarity(counted)
        sparse = sparse_rows(counted, rare)
        rank = min(RANK, len(texts) - 1)
        *_, directions = randomized_svd(sparse, rank, n_iter=2, random_state=0)
        directions = np.asarray(directions.T, dtype=np.float32)
        matrix = np.hstack([DENSE_SHARE * encoder.encode(texts), sparse @ directions])
        return cls(matrix.astype(np.float32), directions, rare, encoder.checksum)


def sparse_rows(counted: Sequence[Grams], rare: np.ndarray) -> csr_matrix:
    """Return the n-gram features [n, BUCKETS] of n texts."""
    pairs = [weighed(grams, rare) for grams in counted]
    ends = np.cumsum([0] + [len(rows) for rows, _ in pairs])
    columns = np.concatenate([rows for rows, _ in pairs])
    values = np.concatenate([weights for _, weights in pairs])
    return csr_matrix((values, columns, ends), shape=(len(counted), BUCKETS), dtype=np.float32)


def fit(material: Material, rows: np.ndarray, labels: Sequence[str], strength: float) -> Linear:
    """Return the classifier that fits `labels` of the texts numbered `rows` best.

    `strength` is the inverse of the L2 penalty.
    """
    model = LogisticRegression(C=strength, max_iter=STEPS, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(material.matrix[rows], labels)
    weights, bias = _both_sides(model)
    width = material.matrix.shape[1] - material.directions.shape[1]
    return Linear(
        labels=tuple(str(label) for label in model.classes_),
        dense=np.asarray(weights[:, :width], dtype=np.float32),
        sparse=np.asarray(material.directions @ weights[:, width:].T, dtype=np.float32),
        bias=bias.astype(np.float32),
        rare=material.rare,
        temperature=1.0,
        encoder=material.encoder,
        settings={},
    )


def _both_sides(model: LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """With two labels scikit-learn keeps one row of weights; give the other one its own."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    return np.vstack([-model.coef_, model.coef_]) / 2, np.concatenate(
        [-model.intercept_, model.intercept_]
    ) / 2


def best_temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """Return the temperature under which held-out `truth` (label numbers) is least surprising."""
    rows = np.arange(len(truth))
    losses = [-np.log(softmax(scores / t)[rows, truth] + 1e-12).mean() for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])
