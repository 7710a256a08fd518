"""The results as a file that grows with every row, and as a table."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, stdev

from evaluation.bench.understanding.measure import STOPPED, Result

COLUMNS: tuple[tuple[str, Callable[[list[Result]], str]], ...]


class Report:
    """Results by row, side and seed, in a JSON file; runs at the same time can share it."""

    def __init__(self, path: Path) -> None:
        """Name the file, which may hold what earlier runs left."""
        self._path = path

    def has(self, row: str, side: str, seed: int) -> bool:
        """Say whether there is a result, be it that training was stopped."""
        return _key(row, side, seed) in self._read()

    def add(self, row: str, side: str, seed: int, result: Result) -> None:
        """Put a result into the file, in place of an earlier one."""
        results = {**self._read(), _key(row, side, seed): result}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Written beside it and moved into its place: whoever is interrupted leaves a whole file.
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        beside.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        beside.replace(self._path)

    def _read(self) -> dict[str, Result]:
        if not self._path.is_file():
            return {}
        results: dict[str, Result] = json.loads(self._path.read_text(encoding="utf-8"))
        return results

    def table(self, rows: Iterable[str], sides: Iterable[str], seeds: Iterable[int]) -> str:
        """Return a Markdown table; a cell is the mean of the seeds that there are."""
        lines = [
            "| " + " | ".join(["data", "pipeline", *(name for name, _ in COLUMNS)]) + " |",
            "|---" * 2 + "|--:" * len(COLUMNS) + "|",
        ]
        sides, seeds, all_results = list(sides), list(seeds), self._read()
        for row in rows:
            for side in sides:
                keys = [_key(row, side, seed) for seed in seeds]
                results = [all_results[key] for key in keys if key in all_results]
                if results:
                    cells = [cell(results) for _, cell in COLUMNS]
                    lines.append("| " + " | ".join([row, side, *cells]) + " |")
        return "\n".join(lines)


def _key(row: str, side: str, seed: int) -> str:
    return f"{row}, {side}, seed {seed}"


def _accuracy(results: list[Result]) -> str:
    minutes = [result[STOPPED] for result in results if STOPPED in result]
    if len(minutes) == len(results):
        return f"stopped after {max(minutes):g} min"
    return _figure("accuracy", 3)(results)


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
    ("accuracy", _accuracy),
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
