"""Runs Rasa's graph node by node, without dask, which plans anew on every run.

A runner is an extension point of Rasa's own (`rasa.engine.runner.interface.GraphRunner`). Rasa names its own
one when it loads a model, so this one takes over the nodes that were made there (docs/decisions/0006).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class StraightRunner(GraphRunner):
    """Each node once, what it needs before it; nothing is kept between two runs."""

    def __init__(self, made: DaskGraphRunner) -> None:
        """`made` has the schema and the nodes with what they have loaded."""
        self._schema = made._graph_schema
        self._nodes = made._instantiated_nodes

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> StraightRunner:
        """As the parent's."""
        return cls(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The output of each target by its name; raises what a node raises."""
        told = {name: (name, value) for name, value in (inputs or {}).items()}
        for target in targets or self._schema.target_names:
            self._resolve(target, told)
        return dict(told[target] for target in targets or self._schema.target_names)

    def _resolve(self, name: str, told: dict[str, Any]) -> tuple[str, Any]:
        """The node's name and output, as a node hands them to the next."""
        if name not in told:
            needed = (self._resolve(other, told) for other in self._schema.nodes[name].needs.values())
            told[name] = self._nodes[name](*needed)
        return told[name]
