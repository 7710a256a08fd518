"""Charts of the guide's figures, drawn once for each language, theme and format."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from guide.answers.compose import Composer
from guide.model import Guide
from guide.text import Language

if TYPE_CHECKING:
    from guide.charts.canvas import Canvas

Theme = Literal["light", "dark"]
FileFormat = Literal["svg", "png"]

CHARTS = ("salary", "career_path")
"""The charts there are; each shows the topic of that name."""

# Matplotlib's settings and font caches are global, and a server draws in several threads.
_ONE_AT_A_TIME = threading.Lock()


@lru_cache(maxsize=len(CHARTS) * 2 * 2 * 2)
def draw(
    guide: Guide, name: str, language: Language, theme: Theme, file_format: FileFormat
) -> bytes:
    """Draws a chart, or returns the one drawn before.

    The same arguments always give the same bytes. Matplotlib is imported when the first chart is
    drawn, which takes about a second.

    Args:
        guide: where the figures and the wording come from.
        name: one of ``CHARTS``.
        language: of the labels.
        theme: light or dark colours.
        file_format: ``svg`` with its text as outlines, or ``png`` with two dots a pixel.

    Raises:
        KeyError: there is no chart of that name.
    """
    from guide.charts.career_path import draw_career_path
    from guide.charts.salary import draw_salary

    drawings: Mapping[str, Callable[[Composer, Theme], Canvas]] = {
        "career_path": draw_career_path,
        "salary": draw_salary,
    }
    drawing = drawings[name]
    with _ONE_AT_A_TIME:
        return drawing(Composer(guide, language), theme).save(file_format)
