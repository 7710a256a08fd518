"""Charts that Slack draws itself: ``data_visualization`` blocks, made from the guide's figures.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block (of 16 June 2026, read on
28 November 2026). Slack's SDK 3.48 has no class for it. A chart whose parts aren't figures, such
as the career ladder, has no such block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from channels.slack import phrases
from guide import model
from guide.experience import Experience
from guide.model import Guide
from guide.text import Language

LONGEST_TITLE = 50
"""Of the chart, and of its axes."""
LONGEST_LABEL = 20
"""Of a series, and of a category."""
MOST_CATEGORIES = 20


class DataVisualizationBlock(Block):
    """A line, bar, area or pie chart.

    Args:
        title: at most ``LONGEST_TITLE`` characters.
        chart: its type, series and axes.
    """

    type = "data_visualization"
    attributes = frozenset({"type", "block_id", "title", "chart"})  # type: ignore[assignment]

    def __init__(self, title: str, chart: Mapping[str, Any]) -> None:
        super().__init__(type=self.type)
        self.title = title
        self.chart = dict(chart)


def native_chart(guide: Guide, name: str, language: Language) -> DataVisualizationBlock | None:
    """Makes the block of a chart, or ``None`` if it can't be drawn by Slack within its limits.

    Args:
        guide: where the figures and the wording come from.
        name: one of ``guide.charts.CHARTS``.
        language: of the words.
    """
    make = _CHARTS.get(name)
    return make(guide, language) if make else None


def _salary(guide: Guide, language: Language) -> DataVisualizationBlock | None:
    topic = guide.topic("salary")
    assert isinstance(topic, model.SalaryTopic)
    span = guide.phrases.span.in_language(language)
    years = [
        Experience(band.first_year, band.last_year).in_words(language, span) for band in topic.bands
    ]
    lowest, highest = (
        _series(name.in_language(language), years, amounts)
        for name, amounts in (
            (phrases.LOWEST, [band.pay.low for band in topic.bands]),
            (phrases.HIGHEST, [band.pay.high for band in topic.bands]),
        )
    )
    title, unit = (part.in_language(language) for part in (topic.chart.title, topic.chart.unit))
    if len(years) > MOST_CATEGORIES or max(map(len, years)) > LONGEST_LABEL:
        return None
    if max(len(title), len(unit)) > LONGEST_TITLE:
        return None
    return DataVisualizationBlock(
        title,
        {
            "type": "bar",
            "series": [lowest, highest],
            "axis_config": {"categories": years, "y_label": unit},
        },
    )


_CHARTS: Mapping[str, Callable[[Guide, Language], DataVisualizationBlock | None]] = {
    "salary": _salary
}


def _series(name: str, labels: Sequence[str], values: Sequence[int]) -> dict[str, Any]:
    points = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    return {"name": name, "data": points}
