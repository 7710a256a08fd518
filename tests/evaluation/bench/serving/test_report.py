from __future__ import annotations

import json
from pathlib import Path

from evaluation.bench.serving.benchmarks import Metric
from evaluation.bench.serving.report import plot, save, table

METRICS = [
    Metric("latency", "p50, 1 at once", "ours", 20.0, "ms"),
    Metric("latency", "p50, 1 at once", "rasa init", 80.0, "ms"),
    Metric("latency", "p50, 1 at once", "empty handler", 1.5, "ms"),
    Metric("training", "training", "ours", 40.04, "s"),
    Metric("training", "training", "rasa init", 9000.0, "s", "extrapolated"),
    Metric("size", "p50, x50", "ours", 30.0, "ms"),
    Metric("size", "p50, x50", "rasa init", None, "ms", "not run"),
]


def lines() -> dict[str, list[str]]:
    rows = [line.strip("| ").split(" | ") for line in table(METRICS).splitlines() if "|" in line]
    return {row[0]: row[1:] for row in rows}


def test_a_figure_has_both_sides_their_ratio_and_the_floor() -> None:
    assert lines()["p50, 1 at once"] == ["20 ms", "80 ms", "0.25×", "1.5 ms"]


def test_an_earlier_commit_has_a_column_and_a_ratio_where_it_was_measured() -> None:
    earlier = Metric("latency", "p50, 1 at once", "before", 40.0, "ms")
    head, _, _, row, *_ = table([*METRICS, earlier]).splitlines()
    assert head == "| metric | ours | before | ratio | rasa init | ratio | empty handler |"
    assert row == "| p50, 1 at once | 20 ms | 40 ms | 0.5× | 80 ms | 0.25× | 1.5 ms |"


def test_what_is_extrapolated_or_not_run_is_marked_and_said() -> None:
    assert lines()["training"][1:3] == [r"9,000 s\*", "0.0044×"]
    assert lines()["p50, x50"][:2] == ["30 ms", r"–\*\*"]
    assert table(METRICS).endswith("* extrapolated\n\n** not run")


def test_the_files_are_written(tmp_path: Path) -> None:
    save(METRICS, tmp_path / "reports")
    plot(METRICS, tmp_path / "reports")
    content = json.loads((tmp_path / "reports/bench-serving.json").read_text())
    assert [Metric(**metric) for metric in content["metrics"]] == METRICS
    assert "<svg" in (tmp_path / "reports/bench-serving.svg").read_text()
