"""The usage report: the counts as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation.usage.counts import Counts

REPORT = Path("reports/usage.html")


def write_report(counts: Counts, days: int | None, path: Path = REPORT) -> None:
    """Writes the page.

    Args:
        counts: what to show.
        days: how far it looks back, ``None`` for everything.
        path: where to.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # it shows what strangers have typed
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("report.html.j2").render(
        counts=counts, period=period(days), now=datetime.now().astimezone()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def period(days: int | None) -> str:
    """The period in words."""
    if days is None:
        return "since the beginning"
    return "in the last 24 hours" if days == 1 else f"in the last {days} days"
