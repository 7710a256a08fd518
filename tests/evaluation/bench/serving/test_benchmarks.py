"""The benchmarks that need nothing but a server, on the empty handler's."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from evaluation.bench.serving import floor
from evaluation.bench.serving.benchmarks import (
    Bench,
    Metric,
    common_questions,
    length,
    memory,
    start,
    traffic,
    with_redis,
)
from evaluation.bench.serving.sides import ours


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(floor.side(tmp_path / "floor"), None, None, 3, ("hello", "again"), quick=True)


def by_name(metrics: list[Metric]) -> dict[str, float]:
    assert {metric.side for metric in metrics} == {floor.EMPTY}
    return {metric.name: metric.value for metric in metrics if metric.value is not None}


def test_start_up_time(bench: Bench) -> None:
    (took,) = by_name(list(start(bench))).values()
    assert 0 < took < 120


def test_memory_of_every_process_after_start_and_after_all_messages(bench: Bench) -> None:
    found = by_name(list(memory(bench)))
    assert found["errors"] == 0
    assert 10 < found["server, after start, its own"] <= found["server, after start"]
    assert found["all processes, after all messages"] > found["server, after all messages"]


def test_latency_by_turn(bench: Bench) -> None:
    found = by_name(list(length(bench)))
    assert list(found) == ["turn 1", "turn 20", "turn 100"]
    assert all(0 < milliseconds < 10_000 for milliseconds in found.values())


def test_traffic_of_each_kind_for_one_and_for_eight(bench: Bench) -> None:
    found = by_name(list(traffic(bench)))
    for kind in ("texts that come again", "the mix", "texts never seen"):
        for at_once in (1, 8):
            row = f"{kind}, {at_once} at once"
            assert found[f"{row}: errors"] == 0
            assert 0 < found[f"{row}: processor time a message"] < 1_000
            assert 0 < found[f"{row}: p50"] < 10_000 and found[f"{row}: messages a second"] > 0
    assert found["memory of all processes"] > 10


def test_questions_that_all_sides_answer_alike(bench: Bench) -> None:
    assert len(common_questions([bench.ours])) == 10


def test_with_redis_only_the_locks_differ() -> None:
    yaml = YAML(typ="safe", pure=True)
    side = ours()
    shared = with_redis(side, 6379)
    before, after = (yaml.load(each.folder / each.endpoints) for each in (side, shared))
    locks = after.pop("lock_store")
    assert after == before
    assert (locks["url"], locks["port"]) == ("127.0.0.1", 6379)
    assert f"type: {locks['type']}\n" in Path("deploy/endpoints.yml").read_text(encoding="utf-8")
