"""A planned graph gives what Rasa's own runner gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from server.planned_graph_runner import PlannedGraphRunner


class Sum(GraphComponent):
    """Adds up what two others give, and notes that it was asked."""

    asked: ClassVar[list[int]] = []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Sum:
        return cls()

    def add(self, one: int, other: int) -> int:
        self.asked.append(one + other)
        if one + other < 0:
            raise RuntimeError("less than nothing")
        return one + other


def node(one: str, other: str, is_target: bool = False) -> SchemaNode:
    needs = {"one": one, "other": other}
    return SchemaNode(needs, Sum, "create", "add", {}, eager=True, is_target=is_target)


# Named against the order in which they have to run.
SCHEMA = GraphSchema(
    {
        "a_whole": node("b_double", "__second__", is_target=True),
        "b_double": node("c_sum", "c_sum"),
        "c_sum": node("__first__", "__second__"),
        "unneeded": node("__first__", "__first__"),
    }
)


@pytest.fixture
def rasas(tmp_path: Path) -> DaskGraphRunner:
    storage = LocalModelStorage(tmp_path)
    Sum.asked.clear()
    return DaskGraphRunner.create(SCHEMA, storage, ExecutionContext(SCHEMA))


@pytest.mark.parametrize("targets", [None, ["a_whole"], ["c_sum"], ["unneeded", "b_double"]])
def test_it_gives_what_rasas_runner_gives(
    rasas: DaskGraphRunner, targets: list[str] | None
) -> None:
    inputs = {"__first__": 2, "__second__": 3}
    expected = rasas.run(inputs=inputs, targets=targets)
    asked = sorted(Sum.asked)
    Sum.asked.clear()
    planned = PlannedGraphRunner.of(rasas)
    assert planned.run(inputs=inputs, targets=targets) == expected
    assert sorted(Sum.asked) == asked  # nothing that isn't needed


def test_it_keeps_nothing_of_the_run_before(rasas: DaskGraphRunner) -> None:
    planned = PlannedGraphRunner.of(rasas)
    assert planned.run({"__first__": 2, "__second__": 3}) == {"a_whole": 13}
    assert planned.run({"__first__": 1, "__second__": 1}) == {"a_whole": 5}


@pytest.mark.parametrize(
    "inputs", [{"__first__": 1}, {"__first__": -1, "__second__": 0}, {"c_sum": 1}]
)
def test_what_goes_wrong_is_an_error_of_the_graph(
    rasas: DaskGraphRunner, inputs: dict[str, int]
) -> None:
    with pytest.raises(Exception) as planned:
        PlannedGraphRunner.of(rasas).run(inputs)
    assert "Graph" in type(planned.value).__name__


def test_an_input_of_a_nodes_name_is_refused(rasas: DaskGraphRunner) -> None:
    with pytest.raises(GraphRunError, match="c_sum"):
        PlannedGraphRunner.of(rasas).run({"c_sum": 1, "__first__": 1, "__second__": 1})
