"""The usage report: the counts as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evaluation.html_page import write_html_page
from evaluation.usage.counts import Counts

REPORT = Path("reports/usage.html")
_TEMPLATE = Path(__file__).with_name("report.html.j2")


def write_report(counts: Counts, days: int | None, path: Path = REPORT) -> None:
    """Writes the page.

    Args:
        counts: what to show.
        days: how far it looks back, ``None`` for everything.
        path: where to.
    """
    write_html_page(
        _TEMPLATE,
        path,
        counts=counts,
        period=period(days),
        now=datetime.now().astimezone(),
    )


def period(days: int | None) -> str:
    """The period in words."""
    if days is None:
        return "since the beginning"
    return "in the last 24 hours" if days == 1 else f"in the last {days} days"
