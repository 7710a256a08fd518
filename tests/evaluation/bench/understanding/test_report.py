from __future__ import annotations

import json
from pathlib import Path

from evaluation.bench.understanding.measure import STOPPED
from evaluation.bench.understanding.report import Report


def cells(report: Report, row: str, side: str, seeds: list[int]) -> dict[str, str]:
    head, _, line = report.table([row], [side], seeds).splitlines()
    names, values = ([cell.strip() for cell in text.split("|")[1:-1]] for text in (head, line))
    return dict(zip(names, values, strict=True))


def test_a_cell_is_the_mean_of_the_seeds_there_are(tmp_path: Path) -> None:
    report = Report(tmp_path / "reports/bench.json")
    report.add("few", "ours", 0, {"accuracy": 0.8, "auroc": None, "train_s": 4.0})
    report.add("few", "ours", 1, {"accuracy": 0.9, "auroc": None, "train_s": 6.0})
    shown = cells(report, "few", "ours", [0, 1, 2])
    assert shown["seeds"] == "2"
    assert shown["accuracy"] == "0.850 ±0.071"
    assert shown["training s"] == "5.0"
    assert shown["out-of-scope AUROC"] == "–"


def test_figures_of_a_busy_machine_are_marked(tmp_path: Path) -> None:
    report = Report(tmp_path / "bench.json")
    report.add("full", "ours", 0, {"accuracy": 0.9, "train_s": 4.0, "train_load": 999.0})
    shown = cells(report, "full", "ours", [0])
    assert (shown["training s"], shown["accuracy"]) == ("4.0*", "0.900")


def test_a_training_that_was_stopped_has_no_figures(tmp_path: Path) -> None:
    report = Report(tmp_path / "bench.json")
    report.add("full", "rasa init", 0, {STOPPED: 45})
    shown = cells(report, "full", "rasa init", [0])
    assert shown["accuracy"] == "stopped after 45 min"
    assert shown["training s"] == shown["median ms"] == "–"


def test_results_of_two_runs_add_up_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    one, other = Report(path), Report(path)
    one.add("full", "ours", 0, {"accuracy": 0.9})
    other.add("full", "rasa init", 0, {"accuracy": 0.8})
    one.add("few", "ours", 1, {"accuracy": 0.7})
    assert len(json.loads(path.read_text())) == 3
    assert one.has("full", "rasa init", 0)
    assert not one.has("full", "rasa init", 1)
    assert [p.name for p in tmp_path.iterdir()] == ["bench.json"]
