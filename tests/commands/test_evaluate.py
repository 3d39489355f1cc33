"""Every figure is what can be counted by hand on a small made-up set, and one wrong answer changes it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from commands import evaluate
from commands.evaluating import (
    card,
    contender,
    contenders,
    costs,
    held_out,
    measuring,
    stored,
    tables,
    targets,
)
from commands.evaluating.contenders import Answer
from commands.evaluating.held_out import HeldOut, Told
from commands.evaluating.shares import Share
from commands.evaluating.trust import calibration
from commands.tools.places import BOT_PYTHON, ROOT
from commands.tools.trouble import Trouble
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


def test_the_calibration_error_is_the_mean_gap_weighed_by_messages() -> None:
    sure = [(0.95, True), (0.95, True), (0.95, False), (0.15, False)]
    found = calibration(sure)
    assert found["expected_error"] == pytest.approx((3 * (0.95 - 2 / 3) + 0.15) / 4)
    assert [row["right"] for row in found["bins"]] == [Share(0, 1), Share(2, 3)]
    assert calibration([(1.0, True)])["expected_error"] == 0
    assert calibration([])["expected_error"] == 0


# Newcombe 1998 (doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I, method 3
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).low == pytest.approx(low, abs=5e-5)
    assert Share(count, of).high == pytest.approx(high, abs=5e-5)


def test_a_share_of_nothing_says_nothing() -> None:
    assert (Share(0, 0).share, Share(0, 0).low, Share(0, 0).high) == (0.0, 0.0, 1.0)
    assert tables.percent(Share(0, 0)) == "–"


def test_a_share_is_shown_with_its_interval_and_its_counts() -> None:
    assert tables.percent(Share(81, 263)) == "30.8 % [25.5–36.6] (81/263)"


def test_percentiles_are_those_of_the_sorted_times() -> None:
    assert [costs.at([1.0, 2.0, 3.0, 4.0], share) for share in (0.5, 0.95)] == [3.0, 4.0]
    assert costs.at([], 0.5) == 0


@pytest.mark.parametrize(("share", "met"), [(Share(93, 100), True), (Share(92, 100), False)])
def test_a_target_is_met_at_its_limit_and_not_below(share: Share, met: bool) -> None:
    target = next(t for t in targets.TARGETS if t.path == "topics first")
    assert targets.is_met(target, share) is met


def test_a_target_that_bounds_from_above_is_missed_above() -> None:
    target = next(t for t in targets.TARGETS if t.path == "out_of_scope answered_as_if_known")
    assert targets.is_met(target, Share(3, 100))
    assert not targets.is_met(target, Share(4, 100))


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


def test_every_target_finds_its_figure() -> None:
    missing = [t.path for t in targets.TARGETS if targets.found(whole(), t.path) is None]
    assert missing == []


def test_the_page_says_what_is_met_and_what_is_not() -> None:
    lines = tables.page(whole(), None).splitlines()
    assert "| A message of 20 words, p50 on one core | ≤ 6 ms | 5.0 ms | met |" in lines
    assert "| Training, encoder not retuned | ≤ 180 s | 181 s | **not met** |" in lines
    assert any("7 more were left out" in line for line in lines)


def test_what_was_not_measured_is_not_called_met() -> None:
    page = tables.page(whole(training_seconds=None, memory=None), None)
    assert "| Training, encoder not retuned | ≤ 180 s | not measured |  |" in page.splitlines()


def test_figures_come_back_from_json_as_they_went(tmp_path: Path) -> None:
    stored.write(whole(), tmp_path / "figures.json")
    assert tables.page(stored.read(tmp_path / "figures.json"), None) == tables.page(whole(), None)
    assert stored.read(tmp_path / "none.json") is None


def test_a_message_that_is_trained_on_is_left_out_and_counted(tmp_path: Path) -> None:
    held, data = tmp_path / "held", tmp_path / "data"
    for folder in (held, data / "nlu", data / "safety"):
        folder.mkdir(parents=True)
    write(
        held / "topics.yml",
        "{text: 'How MUCH  is it', topic: cost}",
        "{text: what does it cost, topic: cost}",
    )
    write(held / "intents.yml", "{text: kia ora, intent: greet}", "{text: Mōrena, intent: greet}")
    write(held / "out_of_scope.yml", "{text: the weather}")
    write(held / "safety.yml", "{text: i am unsafe, kind: clear, category: unsure}")
    (data / "nlu" / "cost.yml").write_text(
        "nlu:\n- intent: ask/cost\n  examples: |\n    - how much is [it](x)\n"
    )
    (data / "nlu" / "greet.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - morena\n")
    write(data / "safety" / "unsure.yml", "{text: I am unsafe!, level: crisis, category: unsure}")
    found = held_out.read(held, data)
    assert [told.text for told in [*found.topics, *found.intents]] == ["what does it cost", "kia ora"]
    assert found.out_of_scope == [Told("the weather", "out_of_scope")]
    assert found.safety == [Told("i am unsafe", "clear", "unsure")]
    assert (found.left_out, found.trained_on) == (2, 3)


def write(file: Path, *messages: str) -> None:
    file.write_text("messages:\n" + "".join(f"- {message}\n" for message in messages), "utf-8")


def test_held_out_messages_that_cannot_be_read_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        held_out.read(tmp_path)


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


def test_only_what_stands_between_the_markers_of_the_card_is_written() -> None:
    page = f"before\n{card.BEGIN}\nold 1 %\n{card.END}\nafter"
    assert card.renewed(page, "new \\1 2 %") == f"before\n{card.BEGIN}\n\nnew \\1 2 %\n\n{card.END}\nafter"


@pytest.mark.parametrize(
    "page", ["no markers", f"{card.END} {card.BEGIN}", f"{card.BEGIN}{card.BEGIN}{card.END}"]
)
def test_a_card_without_its_markers_is_left_alone(page: str) -> None:
    with pytest.raises(Trouble, match="markers"):
        card.renewed(page, "new")


def test_no_figure_of_the_card_stands_outside_its_markers() -> None:
    text = card.CARD.read_text("utf-8")
    by_hand = card.renewed(text, "")
    assert " %" not in by_hand


def test_the_options_reach_the_measurement(tmp_path: Path) -> None:
    chosen = evaluate.asked(["--peers", "300", "--card", "--out", str(tmp_path)])
    passed = evaluate.passed_on(chosen, tmp_path / "models")
    assert passed[-3:] == ["--peers", "300", "--card"]
    assert "--peers" not in evaluate.passed_on(evaluate.asked([]), tmp_path)
    assert evaluate.asked(["--peers"]).peers == 0


def test_the_plots_are_drawn(tmp_path: Path) -> None:
    if not BOT_PYTHON.exists():
        pytest.skip("the environment that draws is not made: ./guide run")
    share, times = Share(7, 10), {"p50": 3.0, "p95": 4.0}
    peer = {"name": "made up", "accuracy": share, "milliseconds": times, "training_seconds": 3.0}
    stored.write(whole(), tmp_path / "figures.json")
    stored.write({"peers": [peer, peer]}, tmp_path / "peers.json")
    program = (
        "import sys; from pathlib import Path; from commands.evaluating import plots, stored;"
        "p = Path(sys.argv[1]);"
        "plots.draw(stored.read(p / 'figures.json'), stored.read(p / 'peers.json'), p)"
    )
    subprocess.run([BOT_PYTHON, "-W", "ignore", "-c", program, tmp_path], cwd=ROOT, check=True)
    drawn = sorted(tmp_path.glob("*.png"))
    assert [file.stem for file in drawn] == ["confusion", "peers", "reliability", "safety", "thresholds"]
    assert all(file.read_bytes().startswith(b"\x89PNG") and file.stat().st_size > 5000 for file in drawn)
