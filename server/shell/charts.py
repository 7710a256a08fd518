"""The guide's charts as text: the same figures and words as the pictures in ``guide.charts``."""

from __future__ import annotations

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from guide import model
from guide.answers.compose import Composer
from guide.experience import Experience
from guide.formats import number
from server.shell.screen import ACCENT, MUTED

WIDEST = 64
"""Columns; wider, a figure would stand far from its label."""
TICK = 50_000

BAR, SCALE, POINT = "█", "·", "◆"


def text_chart(composer: Composer, name: str) -> RenderableType:
    """A chart for Rich to print, as wide as there is room.

    Args:
        composer: the guide, in the chart's language.
        name: one of ``guide.charts.CHARTS``.

    Raises:
        KeyError: there is no chart of that name.
    """
    return {"salary": SalaryChart, "career_path": career_ladder}[name](composer)


class SalaryChart:
    """A bar from the lowest to the highest pay of each band, then the guide's two averages."""

    def __init__(self, composer: Composer) -> None:
        topic = composer.guide.topic("salary")
        assert isinstance(topic, model.SalaryTopic)
        self._composer, self._topic = composer, topic
        highest = max(topic.range.high, *(band.pay.high for band in topic.bands))
        self._scale_end = -(-highest // TICK) * TICK

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yields the lines; see Rich's console protocol."""
        width = min(options.max_width, WIDEST)
        composer, chart, average = self._composer, self._topic.chart, self._topic.average.amount
        span = composer.guide.phrases.span.in_language(composer.language)
        yield Text(composer.say(chart.title), style="bold")
        yield Text(composer.say(chart.unit), style=MUTED)
        for band in self._topic.bands:
            years = Experience(band.first_year, band.last_year).in_words(composer.language, span)
            yield from self._range(years, band.pay, width)
        yield self._axis(width)
        yield Text("─" * width, style=MUTED)
        yield _label(composer.say(chart.average_label), self._figure(average), width)
        yield self._bar(average, average, width, POINT)
        yield from self._range(composer.say(chart.range_label), self._topic.range, width)
        yield Text(composer.say(chart.note), style=MUTED)

    def _range(self, label: str, pay: model.Pay, width: int) -> RenderResult:
        yield _label(label, f"{self._figure(pay.low)} – {self._figure(pay.high)}", width)
        yield self._bar(pay.low, pay.high, width, BAR)

    def _bar(self, low: int, high: int, width: int, mark: str) -> Text:
        """The scale from nothing to its end, with the part from ``low`` to ``high`` marked."""
        first = min(self._column(low, width), width - 1)
        marked = max(self._column(high, width) - first, 1)
        rest = width - first - marked
        return Text.assemble((SCALE * first, MUTED), (mark * marked, ACCENT), (SCALE * rest, MUTED))

    def _axis(self, width: int) -> Text:
        """The scale's figures, each under its place: as many as there is room for."""
        ticks = self._scale_end // TICK
        steps = (step for step in range(1, ticks + 1) if ticks % step == 0)
        lines = (self._figures(step * TICK, width) for step in steps)
        fitting = (line for line in lines if line is not None)
        return Text(next(fitting, None) or "", style=MUTED)

    def _figures(self, step: int, width: int) -> str | None:
        """The axis with a figure at each step; ``None`` if there is no room for them."""
        line = ""
        for amount in range(0, self._scale_end + 1, step):
            figure = self._figure(amount)
            centred = self._column(amount, width) - len(figure) // 2
            start = max(0, min(centred, width - len(figure)))
            if line and start <= len(line):
                return None
            line = line.ljust(start) + figure
        return line

    def _column(self, amount: int, width: int) -> int:
        return round(width * amount / self._scale_end)

    def _figure(self, amount: int) -> str:
        return number(amount, self._composer.language)


def career_ladder(composer: Composer) -> RenderableType:
    """Each level as a rung with its titles, the first at the bottom."""
    topic = composer.guide.topic("career_path")
    assert isinstance(topic, model.CareerPathTopic)
    ladder = Table(box=box.ROUNDED, show_header=False, show_lines=True, border_style=ACCENT)
    for level in reversed(topic.levels):
        titles = "".join(f"\n{composer.say(role.name)}" for role in level.roles)
        ladder.add_row(Text.assemble((composer.say(level.name), "bold"), titles))
    return Group(Text(composer.say(topic.chart.title), style="bold"), ladder)


def _label(label: str, figures: str, width: int) -> Text:
    """A label at the left and its figures at the right, on two lines if there is no room on one."""
    room = width - len(label) - len(figures)
    gap = " " * room if room > 0 else "\n"
    return Text.assemble(label, gap, (figures, "bold"))
