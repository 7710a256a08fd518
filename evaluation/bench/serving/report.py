"""The metrics as JSON, as a Markdown table with ratios, and as a plot."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from evaluation.bench.rasa_init import RASA
from evaluation.bench.serving.benchmarks import Metric
from evaluation.bench.serving.floor import EMPTY
from evaluation.bench.serving.sides import BEFORE, OURS

PAGE = "ours, on the page"
JSON, PLOT = "bench-serving.json", "bench-serving.svg"


def save(metrics: Sequence[Metric], folder: Path) -> None:
    """Writes the JSON into a folder; whoever is interrupted has what was measured until then."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "date": f"{date.today()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_average": os.getloadavg()[0],
        "metrics": [metric._asdict() for metric in metrics],
    }
    (folder / JSON).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def table(metrics: Iterable[Metric]) -> str:
    """The Markdown table: a line for each metric, with ours as a ratio to the baseline's.

    Where an earlier commit was measured, it has a column, and ours a ratio to it.
    """
    metrics = list(metrics)
    others = [BEFORE, RASA] if any(metric.side == BEFORE for metric in metrics) else [RASA]
    heads = ["metric", OURS, *(head for other in others for head in (other, "ratio")), EMPTY]
    lines = [f"| {' | '.join(heads)} |", f"|---{'|--:' * (len(heads) - 1)}|"]
    notes: dict[str, int] = {}
    by_name: dict[tuple[str, str], dict[str, Metric]] = {}
    for metric in metrics:
        name = f"{metric.name}, on the page" if metric.side == PAGE else metric.name
        side = OURS if metric.side == PAGE else metric.side
        by_name.setdefault((metric.row, name), {})[side] = metric
    row = ""
    for (group, name), sides in by_name.items():
        if group != row:
            row = group
            lines.append(f"| **{row}** {'| ' * len(heads)}".rstrip())
        cells = [name, _cell(sides.get(OURS), notes)]
        for other in others:
            cells += [_cell(sides.get(other), notes), ratio(sides, other)]
        cells.append(_cell(sides.get(EMPTY), notes))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, *(f"\n{'*' * number} {note}" for note, number in notes.items())])


def ratio(sides: dict[str, Metric], other: str = RASA) -> str:
    """Ours divided by another side's; empty if there is only one of them."""
    ours, theirs = sides.get(OURS), sides.get(other)
    if ours is None or theirs is None or ours.value is None or not theirs.value:
        return ""
    return f"{ours.value / theirs.value:.2g}×"


def _cell(metric: Metric | None, notes: dict[str, int]) -> str:
    if metric is None:
        return ""
    mark = r"\*" * notes.setdefault(metric.note, len(notes) + 1) if metric.note else ""
    if metric.value is None:
        return f"–{mark}"
    digits = 0 if metric.value >= 100 or metric.value == int(metric.value) else 1
    return f"{metric.value:,.{digits}f} {metric.unit}".strip() + mark


def plot(metrics: Sequence[Metric], folder: Path) -> None:
    """Draws the ratios of ours to the baseline into a folder, as SVG."""
    from matplotlib.figure import Figure as Canvas

    ratios = []
    for metric in metrics:
        if metric.side == OURS and metric.value is not None:
            other = [f for f in metrics if f[:2] == metric[:2] and f.side == RASA and f.value]
            if other and other[0].value:
                ratios.append((f"{metric.row}: {metric.name}", metric.value / other[0].value))
    canvas = Canvas(figsize=(8, 1 + 0.28 * len(ratios)), layout="constrained")
    axes = canvas.subplots()
    names, values = [name for name, _ in ratios], [value for _, value in ratios]
    axes.barh(names, values, color="#0a66c2")
    axes.axvline(1, color="#555555", linewidth=1)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.set_xlabel(f"{OURS} as a multiple of {RASA} (the line: no difference)")
    canvas.savefig(folder / PLOT, metadata={"Date": None})
