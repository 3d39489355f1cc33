"""The regression is the one that scikit-learn finds; it only gets there in less time."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="needs scikit-learn, which Rasa's environment has")

from sklearn.linear_model import LogisticRegression

from language.linear_training import Material, fit

COUNT, WIDTH, LABELS = 600, 12, ("ask", "deny", "greet")


@pytest.fixture(scope="module")
def material() -> Material:
    chance = np.random.default_rng(7)
    matrix = chance.normal(size=(COUNT, WIDTH)).astype(np.float32)
    nothing = np.zeros((4, 0), dtype=np.float32)
    return Material(matrix, nothing, np.ones(4, dtype=np.float32), "none")


@pytest.fixture(scope="module")
def labels(material: Material) -> np.ndarray:
    towards = np.random.default_rng(8).normal(size=(WIDTH, len(LABELS)))
    noise = np.random.default_rng(9).gumbel(size=(COUNT, len(LABELS)))
    return np.array(LABELS)[(material.matrix @ towards + noise).argmax(axis=1)]


@pytest.mark.parametrize("strength", [0.1, 1.0, 10.0])
def test_the_weights_are_those_of_scikit_learn(
    material: Material, labels: np.ndarray, strength: float
) -> None:
    theirs = LogisticRegression(C=strength, max_iter=80, tol=1e-3).fit(material.matrix, labels)
    ours = fit(material, np.arange(COUNT), labels, strength)
    assert ours.labels == tuple(theirs.classes_)
    assert np.abs(ours.dense - theirs.coef_).max() < 0.02
    assert np.abs(ours.bias - theirs.intercept_).max() < 0.02


def test_only_the_rows_that_are_told_are_learnt_from(material: Material, labels: np.ndarray) -> None:
    some = np.flatnonzero(labels != "greet")
    assert fit(material, some, labels[some], 1.0).labels == ("ask", "deny")
