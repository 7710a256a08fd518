"""An answer as the shell shows it: Markdown, charts as text, numbered suggestions."""

from __future__ import annotations

from rich.console import RenderableType
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from guide.answers.compose import Composer
from guide.edition import current_edition
from server.shell.charts import text_chart
from server.shell.screen import ACCENT, unbreakable
from server.shell.turn import Turn


def answer_parts(turn: Turn) -> list[RenderableType]:
    """What is to be shown of an answer, from top to bottom.

    The address of a link stands behind it in parentheses: not every terminal lets people open one.
    """
    parts: list[RenderableType] = []
    if turn.text:
        parts.append(Markdown(unbreakable(turn.text), hyperlinks=False))
    parts += [
        text_chart(Composer(current_edition().guide, chart["chart_language"]), chart["chart"])
        for chart in turn.charts
    ]
    if turn.suggestions:
        parts.append(_numbered(turn.suggestions))
    return parts


def _numbered(suggestions: tuple[str, ...]) -> RenderableType:
    numbered = Table.grid(padding=(0, 1))
    for number, suggestion in enumerate(suggestions, 1):
        numbered.add_row(Text(f"{number}.", style=ACCENT), Text(unbreakable(suggestion)))
    return numbered
