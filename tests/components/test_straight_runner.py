"""The runner without dask gives what Rasa's own gives, and runs each node once."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from components.straight_runner import StraightRunner

pytestmark = pytest.mark.bot

ran: list[str] = []


class Hears(GraphComponent):
    """Takes what was said."""

    @classmethod
    def create(cls, config: Any, model_storage: Any, resource: Any, execution_context: Any) -> Hears:
        return cls()

    def hear(self, said: int) -> int:
        ran.append("hears")
        return 1 // said + 1


class Adds(Hears):
    """Takes what two nodes before it gave."""

    def add(self, one: int, other: int, said: int) -> int:
        ran.append("adds")
        return 100 * one + 10 * other + said


def node(uses: type, fn: str, needs: dict[str, str], target: bool = False) -> SchemaNode:
    return SchemaNode(needs, uses, "create", fn, {}, eager=True, is_target=target)


def made() -> DaskGraphRunner:
    schema = GraphSchema(
        {
            "one": node(Hears, "hear", {"said": "said"}),
            "other": node(Hears, "hear", {"said": "one"}),
            "sum": node(Adds, "add", {"one": "one", "other": "other", "said": "said"}, target=True),
        }
    )
    return DaskGraphRunner.create(schema, None, ExecutionContext(schema))  # type: ignore[arg-type]


@pytest.mark.parametrize("targets", [None, ["one"], ["other", "sum"]])
def test_it_gives_what_rasas_own_runner_gives(targets: list[str] | None) -> None:
    runner = made()
    told = {"said": 1}
    assert StraightRunner(runner).run(told, targets) == runner.run(told, targets)


def test_each_node_runs_once_a_run_and_none_that_is_not_needed() -> None:
    runner = StraightRunner(made())
    ran.clear()
    runner.run({"said": 1})
    assert sorted(ran) == ["adds", "hears", "hears"]
    ran.clear()
    runner.run({"said": 1}, ["one"])
    assert ran == ["hears"]


def test_what_a_node_raises_is_raised() -> None:
    with pytest.raises(GraphComponentException):
        StraightRunner(made()).run({"said": 0})
