"""The measuring: what is written down, beside what, and how. Nothing long is measured here."""

from __future__ import annotations

import asyncio
import itertools
import json
from pathlib import Path
from typing import Any

from commands import bench
from commands.benching import figures, learning, load, numbers, peers, speaker, talk
from commands.benching.amounts import QUICK, WHOLE
from commands.benching.load import Heard

CONTRACT = {
    "turn_p50_ms": {"guide", "stock", "echo"},
    "growth_600_over_20": {"guide", "stock"},
    "throughput_50_people": {"guide", "stock"},
    "ready_s": {"guide", "stock"},
    "pss_mb": {"guide", "stock"},
    "train_s": {"guide", "stock", "words_only"},
    "desk_queue_p95_ms": {"1000", "100000"},
}


class Clockwork:
    """A speaker whose every turn takes 10 ms by its own word, and the first of every five is refused."""

    def __init__(self) -> None:
        self._count = itertools.count(1)

    async def open(self) -> None: ...

    async def turn(self) -> float:
        await asyncio.sleep(0.002)
        if next(self._count) % 5 == 1:
            raise speaker.NoAnswer("too_fast")
        return 0.01

    async def close(self) -> None: ...


def found() -> dict[str, Any]:
    heard = Heard([0.01] * 100, 0, 1.0)
    guide = {
        **{"turn": [0.01, 0.012], "growth": {"600": 1.0, "10000": 1.1}, "at_once": heard, "steady": heard},
        **{"ready_s": 9.0, "pss_mb": 700.0, "queue": {"1000": 4.0, "100000": 9.0}},
    }
    stock = {
        **{"turn": [0.03, 0.04], "growth": 4.0, "growth_turn": 210, "at_once": Heard([0.5] * 20, 0, 1.0)},
        **{"steady": Heard([], 9, 1.0), "ready_s": 35.0, "pss_mb": 1200.0},
    }
    learnt = {"guide": 99.0, "stock": 30.0, "words_only": 9.0}
    return figures.written({"cores": 2}, guide, stock, [0.001], (learnt, False))


def test_the_figures_have_the_names_of_the_contract_and_a_peer_each() -> None:
    written = json.loads(json.dumps(found()))
    assert {name: set(written[name]) for name in CONTRACT} == CONTRACT
    assert written["machine"]


def test_a_figure_that_is_not_whole_says_so() -> None:
    notes = " ".join(found()["notes"])
    assert "measured at 210" in notes
    assert "did not come to its end" in notes
    assert "not ended after 30" in figures.table(found())


def test_the_table_shows_each_figure_beside_its_peer_and_whether_it_is_met() -> None:
    lines = {line.what: line for line in figures.lines(found())}
    assert lines["turn, p50 (ms)"].met
    assert "stock 35" in lines["turn, p50 (ms)"].peer
    assert "echo 1" in lines["turn, p50 (ms)"].peer
    assert lines["turns a second, 50 people"].met
    slow = found() | {"ready_s": {"guide": 20.0, "stock": 35.0}}
    assert not {line.what: line for line in figures.lines(slow)}["ready after (s)"].met
    assert "NOT met" in figures.table(slow)


def test_medians_and_percentiles_are_what_they_are_called() -> None:
    assert numbers.p50([0.001, 0.002, 0.1]) == 2.0
    assert numbers.p95([n / 1000 for n in range(1, 101)]) == 96.0
    assert numbers.ratio([0.02], [0.01]) == 2.0


async def test_a_turn_that_was_refused_counts_as_no_turn() -> None:
    heard = await load.at_once(Clockwork, people=3, seconds=0.5)
    assert heard.unanswered >= 3
    assert set(heard.seconds) <= {0.01}
    assert heard.a_second == round(len(heard.seconds) / heard.took_s, 1)


async def test_people_at_a_steady_pace_say_as_much_as_the_pace_has_room_for() -> None:
    heard = await load.steady(Clockwork, people=4, every_s=0.1, seconds=0.4)
    assert len(heard.seconds) + heard.unanswered == 16


async def test_the_echo_answers_every_turn(tmp_path: Path) -> None:
    from dataclasses import replace

    taken = await peers.of_echo(replace(QUICK, turns=3), tmp_path)
    assert len(taken) == 3
    assert all(0 < one < 10 for one in taken)


def test_the_mixture_is_a_third_each() -> None:
    kinds = [kind for kind, _ in itertools.islice(talk.mixture(), 30)]
    assert {kind: kinds.count(kind) for kind in kinds} == {"topic": 10, "answer": 10, "action": 10}


def test_one_word_is_changed_for_the_training_of_words_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "responses"
    folder.mkdir(parents=True)
    file = folder / "talk.yml"
    for said in ("    - text: Kia ora.\n", '    - text: "Kia ora."\n', "    - text: |\n        Kia ora.\n"):
        file.write_text(f"responses:\n  utter_greet:\n{said}")
        learning.change_a_word(tmp_path)
        assert "Kia ora. Now." in file.read_text()


def test_a_quick_run_measures_the_same_things_and_less_of_them() -> None:
    assert QUICK.turns < WHOLE.turns
    assert QUICK.peer_training_within_s < WHOLE.peer_training_within_s
    assert bench.read(["--quick", "--json"]).quick
