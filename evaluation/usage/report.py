"""The usage report: the counts as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evaluation.html_page import write_html_page
from evaluation.usage.counts import Counts
from evaluation.usage.texts import OUTCOMES, TEXTS, period
from guide.text import DEFAULT_LANGUAGE, Language

REPORT = Path("reports/usage.html")
_TEMPLATE = Path(__file__).with_name("report.html.j2")


def write_report(
    counts: Counts,
    days: int | None,
    path: Path = REPORT,
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Writes the page.

    Args:
        counts: what to show.
        days: how far it looks back, ``None`` for everything.
        path: where to.
        language: of the page.
    """
    write_html_page(
        _TEMPLATE,
        path,
        language,
        TEXTS,
        counts=counts,
        period=period(days, language),
        outcomes={each: text.in_language(language) for each, text in OUTCOMES.items()},
        now=datetime.now().astimezone(),
    )
