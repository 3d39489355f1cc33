"""Random conversations of 40 turns keep every promise: 100 walks, and 2 000 with --full.

The 2 000 come in pieces, each with a seed of its own; the first seed is chosen anew in each run, and printed.
Piece 3 of a run, once more: GUIDE_WALK_SEED=… pytest tests/conversations/test_walks.py --full -k piece-3
"""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conversations.conftest import another_rasa
from tests.conversations.walker import TURNS, Walk

pytestmark = pytest.mark.bot

WALKS, LONG, PIECE = 100, 2000, 100
COMPARED_EVERY = 10
SEED = "GUIDE_WALK_SEED"


class InTurns:
    """Two Rasa processes that answer by turns; at times both answer the same turn, and must agree."""

    base = ""

    def __init__(self, *processes: requests.Session) -> None:
        self._processes = processes
        self._asked = 0

    def post(self, _: str, **turn: Any) -> requests.Response:
        self._asked += 1
        one, other = self._processes[:: 1 if self._asked % 2 else -1]
        answer = one.post(one.base, **turn)
        if self._asked % COMPARED_EVERY == 0:
            assert other.post(other.base, **turn).json() == answer.json(), (
                "two processes answered differently"
            )
        return answer


@pytest.fixture(scope="module")
def by_turns(rasa: requests.Session, tmp_path_factory: pytest.TempPathFactory) -> Iterator[InTurns]:
    with another_rasa(tmp_path_factory.mktemp("another")) as second:
        yield InTurns(rasa, second)


def walking(walks: int, **more: Any) -> settings:
    return settings(
        max_examples=walks,
        stateful_step_count=TURNS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        **more,
    )


def test_a_hundred_walks_keep_every_promise(by_turns: InTurns) -> None:
    run_state_machine_as_test(lambda: Walk(by_turns), settings=walking(WALKS, derandomize=True))


@pytest.fixture(scope="module")
def first_seed() -> int:
    return int(os.environ.get(SEED) or random.randrange(2**32))


@pytest.mark.full
@pytest.mark.parametrize("piece", range(LONG // PIECE), ids=lambda piece: f"piece-{piece}")
def test_two_thousand_walks_keep_every_promise(by_turns: InTurns, first_seed: int, piece: int) -> None:
    print(f"{SEED}={first_seed}, piece {piece}")
    walks = seed(first_seed + piece)(lambda: Walk(by_turns))
    run_state_machine_as_test(walks, settings=walking(PIECE))
