"""Every figure is what can be counted by hand on a small made-up set, and one wrong answer changes it."""

from __future__ import annotations

from typing import Any

import pytest

from commands.evaluating.shares import Share
from language.reader import Reading
from language.screening import Screening
from tests.commands.made_up import asking, crisis, distrusted, figures, plain


def at(found: dict[str, Any], path: str) -> Any:
    """The count of the share at `path`, or the number that stands there."""
    here: Any = found
    for step in path.split():
        here = here[step]
    return here.count if isinstance(here, Share) else here


PERFECT = {
    "topics first": 4,
    "topics within_three": 4,
    "topics known_and_right": 4,
    "topics known_and_wrong": 0,
    "topics read_as_a_question": 4,
    "intents right": 4,
    "intents not_trusted": 0,
    "intents macro_f1": 1.0,
    "all_intents right": 10,
    "all_intents macro_f1": 1.0,
    "out_of_scope answered_as_if_known": 0,
    "out_of_scope declined": 2,
    "safety both clear crisis": 2,
    "safety both oblique crisis": 0,
    "safety both oblique check_or_crisis": 1,
    "safety both ordinary crisis": 0,
    "safety both ordinary check_or_crisis": 0,
    "safety both category_right": 3,
    "safety both by_category clear violence_abuse crisis": 1,
    "safety patterns clear check_or_crisis": 0,
}


def test_where_all_is_right_every_figure_says_so() -> None:
    found = figures()
    assert {path: at(found, path) for path in PERFECT} == PERFECT


@pytest.mark.parametrize(
    ("read", "heard", "changed"),
    [
        (
            {"q2": asking(0.8, "hdc", "acc", "cost")},
            {},
            {"topics first": 3, "topics known_and_right": 3, "topics known_and_wrong": 1},
        ),
        (
            {"q2": asking(0.8, "hdc", "cost", "died")},
            {},
            {
                "topics first": 3,
                "topics within_three": 3,
                "topics known_and_right": 3,
                "topics known_and_wrong": 1,
            },
        ),
        ({"q2": asking(0.8, "acc", "hdc", "cost", known=False)}, {}, {"topics known_and_right": 3}),
        # greet: 1 of 2 found, none wrong, F1 2/3; thank: 2 of 2, one too many, F1 4/5
        (
            {"i2": plain("thank", 0.9)},
            {},
            {
                "intents right": 3,
                "intents macro_f1": (2 / 3 + 4 / 5) / 2,
                "all_intents right": 9,
                "all_intents macro_f1": (1 + 2 / 3 + 4 / 5 + 1) / 4,
            },
        ),
        (
            {"i2": distrusted("greet", 0.2)},
            {},
            {
                "intents right": 3,
                "intents not_trusted": 1,
                "intents macro_f1": (2 / 3 + 1) / 2,
                "all_intents right": 9,
                "all_intents macro_f1": (1 + 2 / 3 + 1 + 1) / 4,
            },
        ),
        (
            {"o1": asking(0.6, "acc", "hdc", "cost")},
            {},
            {
                "out_of_scope answered_as_if_known": 1,
                "out_of_scope declined": 1,
                "all_intents right": 9,
                "all_intents macro_f1": (8 / 9 + 1 + 1 + 2 / 3) / 4,
            },
        ),
        (
            {"o1": distrusted("greet", 0.2)},
            {},
            {"all_intents right": 9, "all_intents macro_f1": (1 + 1 + 1 + 2 / 3) / 4},
        ),
        (
            {},
            {"c2": Screening("check", "violence_abuse")},
            {"safety both clear crisis": 1, "safety both by_category clear violence_abuse crisis": 0},
        ),
        ({}, {"c1": crisis("unsure")}, {"safety both category_right": 2}),
        (
            {},
            {"h1": Screening()},
            {"safety both oblique check_or_crisis": 0, "safety both category_right": 2},
        ),
        (
            {},
            {"n1": crisis("unsure")},
            {"safety both ordinary crisis": 1, "safety both ordinary check_or_crisis": 1},
        ),
        ({}, {"n1": Screening("check", "unsure")}, {"safety both ordinary check_or_crisis": 1}),
    ],
)
def test_one_wrong_answer_changes_the_figures_that_speak_of_it_and_no_other(
    read: dict[str, Reading], heard: dict[str, Screening], changed: dict[str, float]
) -> None:
    found = figures(read, heard)
    assert {path: at(found, path) for path in PERFECT} == pytest.approx(PERFECT | changed)


def test_the_confusion_matrix_counts_what_was_meant_by_what_was_read() -> None:
    found = figures({"i2": plain("thank", 0.9)})["intents"]["confusion"]
    assert found == {"labels": ["greet", "thank"], "counts": [[1, 1], [0, 2]]}


def test_what_is_confused_is_named_without_the_words() -> None:
    found = figures({"i1": plain("thank", 0.9), "i2": plain("thank", 0.9)})
    assert found["intents"]["confused"] == [{"meant": "greet", "read": "thank", "count": 2}]


def test_a_sweep_counts_what_each_threshold_would_let_pass() -> None:
    sweep = figures({"o1": asking(0.6, "acc", "hdc", "cost"), "q4": asking(0.7, "acc")})["trust"][
        "topic_sweep"
    ]
    by_threshold = {row["threshold"]: row for row in sweep}
    assert [by_threshold[t]["known_and_right"].count for t in (0.05, 0.8, 0.85)] == [3, 3, 2]
    assert [by_threshold[t]["known_and_wrong"].count for t in (0.7, 0.75)] == [1, 0]
    assert [by_threshold[t]["out_of_scope_answered"].count for t in (0.6, 0.65)] == [1, 0]


def test_a_distrusted_intent_still_counts_in_calibration_as_what_it_would_have_been() -> None:
    bins = figures({"i1": distrusted("greet", 0.25)})["trust"]["intents"]["bins"]
    assert (bins[0]["confidence"], bins[0]["right"]) == (0.25, Share(1, 1))
