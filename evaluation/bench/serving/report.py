"""The figures as JSON, as a Markdown table with ratios, and as a plot."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from evaluation.bench.rasa_init import RASA
from evaluation.bench.serving.figures import Figure
from evaluation.bench.serving.floor import EMPTY
from evaluation.bench.serving.sides import OURS

PAGE = "ours, on the page"
JSON, PLOT = "bench-serving.json", "bench-serving.svg"


def save(figures: Sequence[Figure], folder: Path) -> None:
    """Writes the JSON into a folder; whoever is interrupted has what was measured until then."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "date": f"{date.today()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_average": os.getloadavg()[0],
        "figures": [figure._asdict() for figure in figures],
    }
    (folder / JSON).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def table(figures: Iterable[Figure]) -> str:
    """Returns the Markdown table: a line a figure, with ours as a ratio to the baseline's."""
    lines = [
        f"| figure | {OURS} | {RASA} | ratio | {EMPTY} |",
        "|---|--:|--:|--:|--:|",
    ]
    notes: dict[str, int] = {}
    by_name: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in figures:
        name = f"{figure.name}, on the page" if figure.side == PAGE else figure.name
        side = OURS if figure.side == PAGE else figure.side
        by_name.setdefault((figure.row, name), {})[side] = figure
    row = ""
    for (group, name), sides in by_name.items():
        if group != row:
            row = group
            lines.append(f"| **{row}** | | | | |")
        cells = [_cell(sides.get(side), notes) for side in (OURS, RASA, EMPTY)]
        lines.append(f"| {name} | {cells[0]} | {cells[1]} | {ratio(sides)} | {cells[2]} |")
    return "\n".join([*lines, *(f"\n{'*' * number} {note}" for note, number in notes.items())])


def ratio(sides: dict[str, Figure]) -> str:
    """Ours divided by the baseline's; empty if there is only one of them."""
    ours, rasa = sides.get(OURS), sides.get(RASA)
    if ours is None or rasa is None or ours.value is None or not rasa.value:
        return ""
    return f"{ours.value / rasa.value:.2g}×"


def _cell(figure: Figure | None, notes: dict[str, int]) -> str:
    if figure is None:
        return ""
    mark = r"\*" * notes.setdefault(figure.note, len(notes) + 1) if figure.note else ""
    if figure.value is None:
        return f"–{mark}"
    digits = 0 if figure.value >= 100 or figure.value == int(figure.value) else 1
    return f"{figure.value:,.{digits}f} {figure.unit}".strip() + mark


def plot(figures: Sequence[Figure], folder: Path) -> None:
    """Draws the ratios of ours to the baseline into a folder, as SVG."""
    from matplotlib.figure import Figure as Canvas

    ratios = []
    for figure in figures:
        if figure.side == OURS and figure.value is not None:
            other = [f for f in figures if f[:2] == figure[:2] and f.side == RASA and f.value]
            if other and other[0].value:
                ratios.append((f"{figure.row}: {figure.name}", figure.value / other[0].value))
    canvas = Canvas(figsize=(8, 1 + 0.28 * len(ratios)), layout="constrained")
    axes = canvas.subplots()
    names, values = [name for name, _ in ratios], [value for _, value in ratios]
    axes.barh(names, values, color="#0a66c2")
    axes.axvline(1, color="#555555", linewidth=1)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.set_xlabel(f"{OURS} as a multiple of {RASA} (the line: no difference)")
    canvas.savefig(folder / PLOT, metadata={"Date": None})
