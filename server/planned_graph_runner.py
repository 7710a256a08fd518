"""A graph runner that plans once: the order of a graph's nodes is the same for every message.

Rasa's ``DaskGraphRunner`` has Dask sort the nodes topologically each time, and hand them to a
scheduler, which takes longer than most of them: some 0.7 ms a message.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import (
    ExecutionContext,
    GraphComponent,
    GraphNode,
    GraphNodeHook,
    GraphSchema,
)
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

_Plan = list[tuple[GraphNode, list[str]]]
"""Nodes in the order to run them, each with the names of the nodes and inputs that it needs."""


class PlannedGraphRunner(GraphRunner):
    """Runs the nodes of a loaded graph one after the other, as Rasa's runner would."""

    def __init__(self, nodes: dict[str, GraphNode], schema: GraphSchema) -> None:
        """Takes over a graph whose components are loaded.

        Args:
            nodes: by name.
            schema: what each of them needs.
        """
        self.nodes = nodes
        self._schema = schema
        self._plans: dict[tuple[str, ...], _Plan] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> PlannedGraphRunner:
        """See ``GraphRunner.create``."""
        return cls.of(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    @classmethod
    def of(cls, runner: DaskGraphRunner) -> PlannedGraphRunner:
        """A runner with the nodes of one of Rasa's."""
        return cls(runner._instantiated_nodes, runner._graph_schema)

    @property
    def components(self) -> list[GraphComponent | None]:
        """The component of each node, if it is loaded."""
        return [node._component for node in self.nodes.values()]

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """See ``GraphRunner.run``.

        Raises:
            GraphRunError: an input has a node's name, or a component fails with a ``RuntimeError``.
        """
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        results = dict(inputs or {})
        if clash := results.keys() & self.nodes.keys():
            raise GraphRunError(f"Inputs have the names of nodes: {', '.join(sorted(clash))}.")
        try:
            for node, needed in self._plans[wanted]:
                # A node says in its result whose it is; of what is missing, Rasa expects the name.
                given = ((name, results[name]) if name in results else name for name in needed)
                name, results[name] = node(*given)
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return {name: results[name] for name in wanted}

    def _plan(self, targets: tuple[str, ...]) -> _Plan:
        schema = self._schema.minimal_graph_schema(list(targets))
        needs = {name: list(node.needs.values()) for name, node in schema.nodes.items()}
        ordered = TopologicalSorter(needs).static_order()
        return [(self.nodes[name], needs[name]) for name in ordered if name in self.nodes]
