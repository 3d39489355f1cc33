"""Fit a `Linear`; needs scikit-learn and scipy, which the environment that holds Rasa has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
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
    """Return the multinomial logistic regression that fits `labels` of the texts numbered `rows` best.

    `strength` is the inverse of the L2 penalty, as scikit-learn's `C`; the steps are those of L-BFGS
    (Liu and Nocedal 1989).
    """
    names, truth = np.unique(np.asarray(labels), return_inverse=True)
    surprise = _surprise(material.matrix[rows], truth, len(names), strength)
    width = material.matrix.shape[1]
    options = {"maxiter": STEPS, "gtol": 1e-3}
    start = np.zeros(len(names) * (width + 1))
    found = minimize(surprise, start, jac=True, method="L-BFGS-B", options=options)
    weights, bias = _parted(found.x, len(names))
    dense = width - material.directions.shape[1]
    return Linear(
        labels=tuple(str(name) for name in names),
        dense=weights[:, :dense],
        sparse=material.directions @ weights[:, dense:].T,
        bias=bias,
        rare=material.rare,
        temperature=1.0,
        encoder=material.encoder,
        settings={},
    )


def _surprise(
    matrix: np.ndarray, truth: np.ndarray, count: int, strength: float
) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
    """Return the function of all weights that is to be least: (cross-entropy and penalty, its slope).

    In single precision. scikit-learn's copies the matrix to double at every step, which takes nearly twice as
    long and finds the same labels (docs/decisions/0010).
    """
    rows = np.arange(len(truth))

    def at(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = _parted(flat, count)
        scores = matrix @ weights.T + bias
        scores -= scores.max(axis=1, keepdims=True)
        told = scores[rows, truth].sum(dtype=np.float64)
        shares = np.exp(scores, out=scores)
        sums = shares.sum(axis=1, keepdims=True)
        loss = np.log(sums).sum(dtype=np.float64) - told + (weights**2).sum(dtype=np.float64) / (2 * strength)
        shares /= sums
        shares[rows, truth] -= 1
        slope = np.hstack([shares.T @ matrix + weights / strength, shares.sum(axis=0)[:, None]])
        return float(loss), slope.ravel().astype(np.float64)

    return at


def _parted(flat: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return float32 weights [count, width] and bias [count] of the numbers that L-BFGS moves."""
    table = flat.reshape(count, -1).astype(np.float32)
    return table[:, :-1], table[:, -1]


def best_temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """Return the temperature under which held-out `truth` (label numbers) is least surprising."""
    rows = np.arange(len(truth))
    losses = [-np.log(softmax(scores / t)[rows, truth] + 1e-12).mean() for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])
