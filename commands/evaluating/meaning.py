"""How well topics and intents are read: shares, F1, what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from commands.evaluating.held_out import Told
from commands.evaluating.shares import Share
from language.reader import ASK, FALLBACK, Reading

LENGTHS = ((1, 4), (5, 15), (16, 40), (41, None))  # words
MOST_CONFUSED = 15


def of_topics(told: Sequence[Told], read: Sequence[Reading]) -> dict[str, Any]:
    """Whether the topic asked about comes first, within three, and is known (passes the threshold)."""
    pairs = list(zip(told, read, strict=True))
    return {
        "first": Share.where(first(r) == t.truth for t, r in pairs),
        "within_three": Share.where(t.truth in [topic for topic, _ in r.topics] for t, r in pairs),
        "known_and_right": Share.where(r.topic == t.truth for t, r in pairs),
        "known_and_wrong": Share.where(r.topic not in (None, t.truth) for t, r in pairs),
        "read_as_a_question": Share.where(r.intent == ASK for _, r in pairs),
        "first_by_length": {
            words(low, high): Share.where(
                first(r) == t.truth for t, r in pairs if low <= len(t.text.split()) <= (high or 10**6)
            )
            for low, high in LENGTHS
        },
        "first_by_topic": {
            topic: Share.where(first(r) == topic for t, r in pairs if t.truth == topic)
            for topic in sorted({t.truth for t in told})
        },
        "confused": confused([t.truth for t in told], [first(r) or "none" for r in read]),
    }


def of_out_of_scope(read: Sequence[Reading]) -> dict[str, Any]:
    """What is not ours: answered as if known wherever a topic is known, whatever the intent."""
    return {
        "answered_as_if_known": Share.where(r.topic is not None for r in read),
        "and_read_as_a_question": Share.where(r.topic is not None and r.intent == ASK for r in read),
        "declined": Share.where(r.intent in ("out_of_scope", FALLBACK) for r in read),
    }


def of_intents(told: Sequence[Told], read: Sequence[Reading]) -> dict[str, Any]:
    """Accuracy, where a reading that is not trusted is wrong, and what the errors look like."""
    truth, got = [t.truth for t in told], [r.intent for r in read]
    each = {intent: scores(truth, got, intent) for intent in sorted(set(truth))}
    return {
        "right": Share.where(a == b for a, b in zip(truth, got, strict=True)),
        "not_trusted": Share.where(intent == FALLBACK for intent in got),
        "macro_f1": sum(score["f1"] for score in each.values()) / len(each) if each else 0.0,
        "each": each,
        "confused": confused(truth, got),
        "confusion": confusion(truth, got),
    }


def scores(truth: Sequence[str], got: Sequence[str], label: str) -> dict[str, float]:
    """Precision, recall and F1 of one label; 0 where nothing was right."""
    right = sum(a == b == label for a, b in zip(truth, got, strict=True))
    said, there = list(got).count(label), list(truth).count(label)
    return {
        "of": there,
        "precision": right / said if said else 0.0,
        "recall": right / there if there else 0.0,
        "f1": 2 * right / (said + there) if said + there else 0.0,
    }


def confusion(truth: Sequence[str], got: Sequence[str]) -> dict[str, Any]:
    """Counts by what was meant (rows) and what was read (columns); labels in one order for both."""
    labels = sorted({*truth, *got})
    counts = Counter(zip(truth, got, strict=True))
    return {"labels": labels, "counts": [[counts[a, b] for b in labels] for a in labels]}


def confused(truth: Sequence[str], got: Sequence[str]) -> list[dict[str, Any]]:
    """The errors that are made most often."""
    wrong = Counter((a, b) for a, b in zip(truth, got, strict=True) if a != b)
    return [{"meant": a, "read": b, "count": n} for (a, b), n in wrong.most_common(MOST_CONFUSED)]


def first(reading: Reading) -> str | None:
    return reading.topics[0][0] if reading.topics else None


def words(low: int, high: int | None) -> str:
    return f"{low}–{high} words" if high else f"{low} words and more"
