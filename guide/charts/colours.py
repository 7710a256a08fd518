"""The charts' colours: those of the chat, so that a chart looks at home in an answer.

Every text colour has a contrast of at least 4.5:1 on what it stands on, every shape that carries
meaning 3:1 (WCAG 2.2 AA). Nothing is told by hue alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide.charts import Theme


@dataclass(frozen=True)
class Colours:
    """Colours as ``#rrggbb``.

    Attributes:
        paper: behind everything.
        text: headings and figures.
        muted: notes and axis labels.
        accent: what the chart is about.
        track: the whole scale behind a bar; carries no meaning of its own.
        line: separators and the grid.
        rungs: from the first rung of the ladder to the last.
        on_rungs: text on each of them.
    """

    paper: str
    text: str
    muted: str
    accent: str
    track: str
    line: str
    rungs: tuple[str, str, str]
    on_rungs: tuple[str, str, str]


COLOURS: Mapping[Theme, Colours] = {
    "light": Colours(
        paper="#ffffff",
        text="#1b1f24",
        muted="#5c6570",
        accent="#b80f2a",
        track="#eef0f3",
        line="#d3d8df",
        rungs=("#fbe3e7", "#d0405a", "#9c0d24"),
        on_rungs=("#1b1f24", "#ffffff", "#ffffff"),
    ),
    "dark": Colours(
        paper="#171a1f",
        text="#e8eaed",
        muted="#9aa3ae",
        accent="#ff8a99",
        track="#262b33",
        line="#3a414b",
        rungs=("#3b2026", "#7d2436", "#b5334b"),
        on_rungs=("#e8eaed", "#ffffff", "#ffffff"),
    ),
}
