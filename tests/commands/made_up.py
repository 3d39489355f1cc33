"""A small made-up set, an understanding that says what it is told to say, and the figures of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commands.evaluating import measuring
from commands.evaluating.held_out import HeldOut, Told
from language.reader import Reading
from language.screening import Screening

SETS = HeldOut(
    topics=[Told("q1", "acc"), Told("q2", "acc"), Told("q3", "hdc"), Told("q4", "cost")],
    intents=[Told("i1", "greet"), Told("i2", "greet"), Told("i3", "thank"), Told("i4", "thank")],
    out_of_scope=[Told("o1", "out_of_scope"), Told("o2", "out_of_scope")],
    safety=[
        Told("c1", "clear", "suicide_self_harm"),
        Told("c2", "clear", "violence_abuse"),
        Told("h1", "oblique", "suicide_self_harm"),
        Told("n1", "ordinary"),
    ],
)


def asking(sure: float, *topics: str, known: bool = True) -> Reading:
    ranked = tuple((topic, sure / (place + 1)) for place, topic in enumerate(topics))
    return Reading("ask", sure, topics[0] if known else None, ranked, (("ask", sure), ("greet", 1 - sure)))


def plain(intent: str, sure: float) -> Reading:
    return Reading(intent, sure, None, (("acc", 0.01),), ((intent, sure), ("ask", 0.01)))


def distrusted(intent: str, sure: float) -> Reading:
    ranking = (("nlu_fallback", sure), (intent, sure))
    return Reading("nlu_fallback", sure, None, (("acc", 0.01),), ranking)


def crisis(category: str) -> Screening:
    return Screening("crisis", category)


RIGHT = {
    "q1": asking(0.9, "acc", "hdc", "cost"),
    "q2": asking(0.8, "acc", "hdc", "cost"),
    "q3": asking(0.9, "hdc", "acc", "cost"),
    "q4": asking(0.7, "cost", "acc", "hdc"),
    "i1": plain("greet", 0.9),
    "i2": plain("greet", 0.9),
    "i3": plain("thank", 0.9),
    "i4": plain("thank", 0.9),
    "o1": plain("out_of_scope", 0.9),
    "o2": plain("out_of_scope", 0.9),
}

HEARD = {
    "c1": crisis("suicide_self_harm"),
    "c2": crisis("violence_abuse"),
    "h1": Screening("check", "suicide_self_harm"),
    "n1": Screening(),
}


class MadeUp:
    """An understanding that says what it is told to say; the patterns hear nothing."""

    def __init__(self, read: dict[str, Reading], heard: dict[str, Screening]) -> None:
        self.read, self.heard = RIGHT | read, HEARD | heard

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        return [self.read[text] for text in texts]

    def screen_by(self, listener: str, texts: Sequence[str]) -> list[Screening]:
        return [Screening() if listener == "patterns" else self.heard[text] for text in texts]

    def understand_many(self, messages: Sequence[str]) -> list[dict[str, Any]]:
        return [{} for _ in messages]


def figures(
    read: dict[str, Reading] | None = None, heard: dict[str, Screening] | None = None
) -> dict[str, Any]:
    return measuring.understood(MadeUp(read or {}, heard or {}), SETS)  # type: ignore[arg-type]


def whole(**more: Any) -> dict[str, Any]:
    """Figures of everything, costs made up."""
    taken = {"p50": 5.0, "p95": 9.0}
    parts = {name: taken for name in ("understand", "safety_patterns")}
    about = {"cores": 2, "load": 0.0, "processor": "made up", "python": "3.11"}
    made = {
        "at": "now",
        "machine": about,
        "learnt_from": "1",
        "encoder": "2",
        "messages": {},
        "left_out": 7,
        "trained_on": 9,
    }
    return figures() | {
        "made": made,
        "milliseconds": {"messages": 9, **parts, "10000_characters": {name: 99.0 for name in parts}},
        "throughput": {"messages": 9, "threads": 2, "a_second": 250.0},
        "memory": {"models_mb": 90.0},
        "training_seconds": {"all": 181.0},
        **more,
    }
