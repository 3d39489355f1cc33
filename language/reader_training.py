"""Train the reader: fit, calibrate on messages the encoder never saw, choose the thresholds, fit on all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from language.apart import apart_rows
from language.encoder import Encoder, Encodes
from language.linear import Linear
from language.linear_training import Material, best_temperature, fit
from language.once import OnceEncoder
from language.reader import ASK, TOPIC_PREFIX, Reader

STRENGTH = 10.0
# A wrong reading that is trusted is asked about again half the time; one that is not trusted always is.
COST_OF_WRONG = 0.5
# Of what is no question, the share that may be answered as if it were one: a third of what design.md 9 allows
# as strangers write less like the messages this is chosen on.
WRONGLY_KNOWN = 0.01


class TooFewExamples(ValueError):
    """Fewer than two labels, or no examples at all."""


def train_reader(examples: Sequence[tuple[str, str]], encoder: Encoder) -> Reader:
    """Return a Reader trained on (text, label) pairs, a label being an intent or `ask/<topic>`.

    The same examples give the same reader. Raises TooFewExamples.
    """
    examples = sorted({(text, label) for text, label in examples if text.strip()})
    texts = [text for text, _ in examples]
    labels = np.array([label for _, label in examples])
    if len(set(labels)) < 2:
        raise TooFewExamples("The reader needs examples of at least two intents.")
    once = OnceEncoder(encoder)
    material = Material.of(texts, once)
    temperature, settings = _chosen(texts, labels, material, once)
    model = fit(material, np.arange(len(texts)), labels, STRENGTH)
    return Reader(replace(model, temperature=temperature, settings=settings), encoder)


def _chosen(texts: list[str], labels: np.ndarray, material: Material, encoder: Encodes) -> tuple[float, dict]:
    held = apart_rows(texts, list(labels))
    if not held.any():
        return 1.0, {}
    apart = [text for text, out in zip(texts, held, strict=True) if out]
    model = fit(material, np.flatnonzero(~held), labels[~held], STRENGTH)
    truth = np.array([model.labels.index(label) for label in labels[held]])
    temperature = best_temperature(model.scores(apart, encoder.encode(apart)), truth)
    model = replace(model, temperature=temperature)
    return temperature, thresholds(model, Reader(model, encoder).probabilities(apart), truth)


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
    """Return the confidence above which right readings outweigh wrong ones by most, at most 0.5."""
    order = np.argsort(-confidence)
    gain = np.cumsum(np.where(right[order], 1, -COST_OF_WRONG))
    lowest = confidence[order][int(len(gain) - 1 - np.argmax(gain[::-1]))]
    return float(min(max(lowest, 0.15), 0.5))
