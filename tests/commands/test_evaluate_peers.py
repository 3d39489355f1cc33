"""Other classifiers are measured on the same messages and over the same labels as the guide's own."""

from __future__ import annotations

import pytest

from commands.evaluating import contender, contenders
from commands.evaluating.contenders import Answer
from tests.commands.made_up import SETS, asking, distrusted


def answer(*labels: str, sure: float = 0.9, known: str | None = None) -> Answer:
    return Answer(tuple((label, sure / (place + 1)) for place, label in enumerate(labels)), known)


def test_a_classifier_is_measured_over_all_labels() -> None:
    right = {
        **{told.text: answer(f"ask/{told.truth}", "greet", known=told.truth) for told in SETS.topics},
        **{told.text: answer(told.truth, "ask/acc") for told in [*SETS.intents, *SETS.out_of_scope]},
    }
    wrong = right | {
        "q1": answer("greet", "ask/acc"),  # no question, but its topic comes first among topics
        "i1": answer("ask/acc", "greet", known="acc"),
        "o1": answer("ask/cost", known="cost"),
    }
    best, worse = (contender.measured(lambda text, told=told: told[text], SETS) for told in (right, wrong))  # type: ignore[misc]
    names = ("accuracy", "topic_first", "intent_right", "out_of_scope_as_known")
    assert [best[name].count for name in names] == [10, 4, 4, 0]
    assert [worse[name].count for name in names] == [7, 4, 3, 1]
    assert best["macro_f1"] == 1
    assert worse["macro_f1"] < 1
    assert best["calibration"]["expected_error"] == pytest.approx(0.1)


def test_ours_is_read_as_a_turn_reads_it_a_question_first_and_its_topic_next() -> None:
    assert contenders.flattened(asking(0.6, "acc", "hdc")).ranking[0] == ("ask/acc", 0.6)
    assert contenders.flattened(distrusted("greet", 0.2)).ranking[0] == ("greet", 0.2)
    assert contenders.flattened(asking(0.6, "acc", known=False)).known is None


def test_examples_are_dealt_evenly_over_the_labels() -> None:
    every = [(f"{label}{number}", label) for label in "abc" for number in range(5)]
    assert [text for text, _ in contender.at_most(every, 5)] == ["a0", "b0", "c0", "a1", "b1"]
    assert len(contender.at_most(every, 0)) == 15
