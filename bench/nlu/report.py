"""The results as a file that grows with every row, and as a table."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, stdev

from bench.nlu.measure import Result

COLUMNS: tuple[tuple[str, Callable[[list[Result]], str]], ...]


class Report:
    """Results by row, side and seed, in a JSON file."""

    def __init__(self, path: Path) -> None:
        """Read what earlier runs left in the file, if anything."""
        self._path = path
        self._results: dict[str, Result] = (
            json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        )

    def add(self, row: str, side: str, seed: int, result: Result) -> None:
        """Keep a result in place of an earlier one, and write the file."""
        self._results[f"{row}, {side}, seed {seed}"] = result
        self._path.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps(self._results, indent=1, sort_keys=True)
        self._path.write_text(content + "\n", encoding="utf-8")

    def table(self, rows: Iterable[str], sides: Iterable[str], seeds: Iterable[int]) -> str:
        """Return a Markdown table; a cell is the mean of the seeds that there are."""
        lines = [
            "| " + " | ".join(["data", "pipeline", *(name for name, _ in COLUMNS)]) + " |",
            "|---" * 2 + "|--:" * len(COLUMNS) + "|",
        ]
        sides, seeds = list(sides), list(seeds)
        for row in rows:
            for side in sides:
                keys = [f"{row}, {side}, seed {seed}" for seed in seeds]
                results = [self._results[key] for key in keys if key in self._results]
                if results:
                    cells = [cell(results) for _, cell in COLUMNS]
                    lines.append("| " + " | ".join([row, side, *cells]) + " |")
        return "\n".join(lines)


def _figure(key: str, digits: int, load: str | None = None) -> Callable[[list[Result]], str]:
    def cell(results: list[Result]) -> str:
        values = [result[key] for result in results if result.get(key) is not None]
        if not values:
            return "–"
        text = f"{mean(values):.{digits}f}"
        if key == "accuracy" and len(values) > 1:
            text += f" ±{stdev(values):.{digits}f}"
        # A figure taken while others kept the machine busy.
        busy = load and any(result.get(load, 0) > (os.cpu_count() or 1) for result in results)
        return text + ("*" if busy else "")

    return cell


COLUMNS = (
    ("seeds", lambda results: str(len(results))),
    ("accuracy", _figure("accuracy", 3)),
    ("out-of-scope AUROC", _figure("auroc", 3)),
    ("out of scope found, 95 % kept", _figure("oos_recall", 3)),
    ("training s", _figure("train_s", 1, "train_load")),
    ("with start s", _figure("train_process_s", 1, "train_load")),
    ("CPU s", _figure("train_cpu_s", 1)),
    ("model MB", _figure("model_mb", 1)),
    ("median ms", _figure("median_ms", 1, "parse_load")),
    ("p95 ms", _figure("p95_ms", 1, "parse_load")),
    ("CPU ms", _figure("cpu_ms", 1)),
    ("training RSS MB", _figure("train_peak_mb", 0)),
    ("parsing RSS MB", _figure("parse_peak_mb", 0)),
)
