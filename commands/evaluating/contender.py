"""Trains and measures one classifier in a process of its own: `python -m commands.evaluating.contender`."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from commands.evaluating import held_out, meaning, stored, trust
from commands.evaluating.contenders import Answer, Example, Reads, all_of_them, topic_of
from commands.evaluating.costs import AROUND_20_WORDS, MOST_TIMED, one_core, percentiles
from commands.evaluating.held_out import HeldOut
from commands.evaluating.shares import Share
from commands.tools.places import ROOT
from language.reader import TOPIC_PREFIX


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=all_of_them())
    parser.add_argument("out", type=Path)
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--on", type=Path, default=ROOT / "tests" / "nlu")
    asked = parser.parse_args()
    some = at_most(examples(), asked.examples)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        reads = all_of_them()[asked.name].learn(some, Path(folder))
        seconds = time.perf_counter() - begun
        figures = measured(reads, held_out.read(asked.on))
    about = {"name": asked.name, "says": all_of_them()[asked.name].says, "training_seconds": seconds}
    learnt = {"examples": len(some), "labels": len({label for _, label in some})}
    stored.write({**about, **learnt, **figures}, asked.out)


def examples() -> list[Example]:
    """Every example of data/nlu with its label, an intent or `ask/<topic>`, as Rasa reads them."""
    from rasa.shared.nlu.training_data.loading import load_data

    loaded = load_data(str(ROOT / "data" / "nlu")).intent_examples
    return sorted({(each.get("text"), each.get_full_intent()) for each in loaded})


def at_most(every: Sequence[Example], count: int) -> list[Example]:
    """The first of each label, then the second of each, up to `count`; all of them for 0."""
    by_label: dict[str, list[Example]] = defaultdict(list)
    for example in every:
        by_label[example[1]].append(example)
    dealt = [example for row in zip_longest(*by_label.values()) for example in row if example]
    return dealt[: count or None]


def measured(reads: Reads, sets: HeldOut) -> dict[str, Any]:
    """Figures over topics, intents and what is out of scope."""
    topics, intents, not_ours = (
        [(truth, reads(told.text)) for told, truth in some]
        for some in (
            [(told, f"{TOPIC_PREFIX}{told.truth}") for told in sets.topics],
            [(told, told.truth) for told in sets.intents],
            [(told, told.truth) for told in sets.out_of_scope],
        )
    )
    every = [*topics, *intents, *not_ours]
    truth, got = [truth for truth, _ in every], [best(answer) for _, answer in every]
    about_20 = [text for text in sets.texts if len(text.split()) in AROUND_20_WORDS][:MOST_TIMED]
    with one_core():
        taken = percentiles(reads, about_20)
    return {
        "accuracy": Share.where(a == b for a, b in zip(truth, got, strict=True)),
        "macro_f1": macro_f1(truth, got),
        "topic_first": Share.where(next(asked(answer), None) == truth for truth, answer in topics),
        "intent_right": Share.where(best(answer) == truth for truth, answer in intents),
        "out_of_scope_as_known": Share.where(answer.known is not None for _, answer in not_ours),
        "calibration": trust.calibration([(answer.ranking[0][1], best(answer) == t) for t, answer in every]),
        "milliseconds": taken,
    }


def best(answer: Answer) -> str:
    return answer.ranking[0][0]


def asked(answer: Answer) -> Iterator[str]:
    return (label for label, _ in answer.ranking if topic_of(label) is not None)


def macro_f1(truth: Sequence[str], got: Sequence[str]) -> float:
    labels = sorted(set(truth))
    return sum(meaning.scores(truth, got, label)["f1"] for label in labels) / len(labels)


if __name__ == "__main__":
    main()
