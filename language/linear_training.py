"""Fit a `Linear`; needs scikit-learn and scipy, which the environment that holds Rasa has."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from scipy.linalg import solve_triangular
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from language.encoder import Encoder
from language.features import BUCKETS, rarity, weighed
from language.linear import DENSE_SHARE, Linear, softmax

# More steps fit the examples closer and held-out text no better (measured: 60 and 120 give 68.8 and 68.3 %).
STEPS = 60
NUDGE = 1e-3  # keeps the factor finite where two examples are alike
TEMPERATURES = np.geomspace(0.3, 4.0, 60)


def sparse_rows(texts: Sequence[str], rare: np.ndarray) -> csr_matrix:
    """Return the n-gram features [n, BUCKETS] of `texts`."""
    pairs = [weighed(text, rare) for text in texts]
    ends = np.cumsum([0] + [len(rows) for rows, _ in pairs])
    columns = np.concatenate([rows for rows, _ in pairs])
    values = np.concatenate([weights for _, weights in pairs])
    return csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS), dtype=np.float32)


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    vectors: np.ndarray,
    encoder: Encoder,
    strength: float,
    balanced: bool = False,
) -> Linear:
    """Return the classifier that fits `labels` best; `strength` is the inverse of the L2 penalty.

    There are far more weights than examples, so the regression is fitted in the space that the examples
    span (the factor of their Gram matrix) and its weights are carried back: the same answer, much sooner.
    """
    rare = rarity(texts)
    sparse, dense = sparse_rows(texts, rare), DENSE_SHARE * vectors
    gram = (sparse @ sparse.T).toarray() + dense @ dense.T
    factor = np.linalg.cholesky(gram + NUDGE * np.eye(len(texts), dtype=np.float32))
    model = LogisticRegression(
        C=strength, max_iter=STEPS, tol=1e-3, class_weight="balanced" if balanced else None
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(factor, labels)
    weights, bias = _both_sides(model)
    mixing = solve_triangular(factor, weights.T, lower=True, trans="T")
    return Linear(
        labels=tuple(str(label) for label in model.classes_),
        dense=np.asarray(dense.T @ mixing, dtype=np.float32).T,
        sparse=np.asarray(sparse.T @ mixing, dtype=np.float32),
        bias=bias.astype(np.float32),
        rare=rare,
        temperature=1.0,
        encoder=encoder.checksum,
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
