"""Train the reader: fit, calibrate on a held-out split, choose the thresholds there, fit again on all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from language.encoder import Encoder
from language.linear import Linear
from language.linear_training import best_temperature, fit
from language.reader import ASK, TOPIC_PREFIX, Reader

STRENGTH = 20.0
HELD_OUT = 0.15
WRONGLY_KNOWN = 0.03  # of what is no question, the share that may be answered as if it were one


class TooFewExamples(ValueError):
    """Fewer than two labels, or no examples at all."""


def train_reader(examples: Sequence[tuple[str, str]], encoder: Encoder, seed: int = 0) -> Reader:
    """Return a Reader trained on (text, label) pairs, a label being an intent or `ask/<topic>`.

    The same examples and seed give the same reader. Raises TooFewExamples.
    """
    examples = sorted({(text, label) for text, label in examples if text.strip()})
    texts = [text for text, _ in examples]
    labels = np.array([label for _, label in examples])
    if len(set(labels)) < 2:
        raise TooFewExamples("The reader needs examples of at least two intents.")
    vectors = encoder.encode(texts)
    temperature, settings = _chosen(texts, labels, vectors, encoder, seed)
    model = fit(texts, list(labels), vectors, encoder, STRENGTH)
    return Reader(replace(model, temperature=temperature, settings=settings), encoder)


def _chosen(
    texts: list[str], labels: np.ndarray, vectors: np.ndarray, encoder: Encoder, seed: int
) -> tuple[float, dict]:
    held = _held_out(labels, seed)
    if not held.any():
        return 1.0, {}
    kept = [text for text, out in zip(texts, held, strict=True) if not out]
    apart = [text for text, out in zip(texts, held, strict=True) if out]
    model = fit(kept, list(labels[~held]), vectors[~held], encoder, STRENGTH)
    truth = np.array([model.labels.index(label) for label in labels[held]])
    temperature = best_temperature(model.scores(apart, vectors[held]), truth)
    model = replace(model, temperature=temperature)
    return temperature, thresholds(model, Reader(model, encoder).probabilities(apart), truth)


def _held_out(labels: np.ndarray, seed: int) -> np.ndarray:
    """Mark a share of each label, leaving at least three examples of it to learn from."""
    random = np.random.default_rng(seed)
    held = np.zeros(len(labels), dtype=bool)
    for label in sorted(set(labels)):
        rows = np.flatnonzero(labels == label)
        count = min(round(len(rows) * HELD_OUT), len(rows) - 3)
        if count > 0:
            held[random.permutation(rows)[:count]] = True
    return held


def thresholds(model: Linear, table: np.ndarray, truth: np.ndarray) -> dict:
    """Choose from held-out probabilities where a reading is not trusted, and where a topic is known."""
    names = [ASK if label.startswith(TOPIC_PREFIX) else label for label in model.labels]
    groups = sorted(set(names))
    summed = np.stack([table[:, [n == group for n in names]].sum(axis=1) for group in groups], axis=1)
    right = np.array([groups[at] for at in summed.argmax(axis=1)]) == np.array([names[at] for at in truth])
    asked = np.array([name == ASK for name in names])
    best_topic = np.where(asked, table, 0).max(axis=1)
    no_question = best_topic[~asked[truth]]
    limit = float(np.quantile(no_question, 1 - WRONGLY_KNOWN)) if len(no_question) else 0.3
    return {
        "intent_threshold": round(_break_even(summed.max(axis=1), right), 3),
        "topic_threshold": round(min(max(limit, 0.15), 0.6), 3),
        "sentence_share": 0.5,
    }


def _break_even(confidence: np.ndarray, right: np.ndarray) -> float:
    """Return the confidence above which right readings outnumber wrong ones by most, at most 0.5."""
    order = np.argsort(-confidence)
    gain = np.cumsum(np.where(right[order], 1, -1))
    lowest = confidence[order][int(len(gain) - 1 - np.argmax(gain[::-1]))]
    return float(min(max(lowest, 0.15), 0.5))
