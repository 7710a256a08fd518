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
from evaluation.bench.serving.sides import OURS

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
    """The Markdown table: a line for each metric, with ours as a ratio to the baseline's."""
    lines = [
        f"| metric | {OURS} | {RASA} | ratio | {EMPTY} |",
        "|---|--:|--:|--:|--:|",
    ]
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
            lines.append(f"| **{row}** | | | | |")
        cells = [_cell(sides.get(side), notes) for side in (OURS, RASA, EMPTY)]
        lines.append(f"| {name} | {cells[0]} | {cells[1]} | {ratio(sides)} | {cells[2]} |")
    return "\n".join([*lines, *(f"\n{'*' * number} {note}" for note, number in notes.items())])


def ratio(sides: dict[str, Metric]) -> str:
    """Ours divided by the baseline's; empty if there is only one of them."""
    ours, rasa = sides.get(OURS), sides.get(RASA)
    if ours is None or rasa is None or ours.value is None or not rasa.value:
        return ""
    return f"{ours.value / rasa.value:.2g}×"


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
