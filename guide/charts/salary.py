"""Pay by years of experience, as ranges on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide import model
from guide.answers.compose import Composer
from guide.charts.canvas import WIDTH, Align, Canvas
from guide.charts.colours import COLOURS
from guide.experience import Experience
from guide.formats import number

if TYPE_CHECKING:
    from guide.charts import Theme

MARGIN = 16
HEADING = 62
ROW = 42
BAR = 10
TICK = 50_000


def draw_salary(composer: Composer, theme: Theme) -> Canvas:
    """A bar from the lowest to the highest pay of each band, then the guide's two averages.

    The scale starts at nothing, so that a band which pays twice as much ends twice as far. The
    averages don't fit together in the guide: they stand side by side, with a sentence that says so.
    """
    topic = composer.guide.topic("salary")
    assert isinstance(topic, model.SalaryTopic)
    return _SalaryChart(composer, topic, theme).draw()


class _SalaryChart:
    def __init__(self, composer: Composer, topic: model.SalaryTopic, theme: Theme) -> None:
        self.composer = composer
        self.topic = topic
        self.colours = COLOURS[theme]
        highest = max(topic.range.high, *(band.pay.high for band in topic.bands))
        self.scale_end = -(-highest // TICK) * TICK
        # The bands, the axis, two rows of averages, and their note.
        self.averages = HEADING + ROW * len(topic.bands) + 38
        self.canvas = Canvas(self.averages + 2 * ROW + 30, self.colours.paper)

    def draw(self) -> Canvas:
        chart, colours, say = self.topic.chart, self.colours, self.composer.say
        self.canvas.text(
            MARGIN, 28, say(chart.title), size=17, colour=colours.text, weight="Semibold"
        )
        self.canvas.text(MARGIN, 46, say(chart.unit), size=13, colour=colours.muted)
        self._axis()
        span = self.composer.guide.phrases.span.in_language(self.composer.language)
        top = HEADING
        for band in self.topic.bands:
            years = Experience(band.first_year, band.last_year)
            self._range(top, years.in_words(self.composer.language, span), band.pay)
            top += ROW
        self._averages()
        return self.canvas

    def _averages(self) -> None:
        chart, colours, say = self.topic.chart, self.colours, self.composer.say
        top = self.averages
        self.canvas.line((MARGIN, top - 4), (WIDTH - MARGIN, top - 4), colour=colours.line)
        amount = self.topic.average.amount
        middle = self._row(top, say(chart.average_label), number(amount, self.composer.language))
        x = self._x(amount)
        self.canvas.polygon(
            [(x - 7, middle), (x, middle - 7), (x + 7, middle), (x, middle + 7)],
            colour=colours.accent,
            edge=colours.paper,
        )
        self._range(top + ROW, say(chart.range_label), self.topic.range)
        bottom = top + 2 * ROW + 14
        self.canvas.text(MARGIN, bottom, say(chart.note), size=12.5, colour=colours.muted)

    def _axis(self) -> None:
        bottom = HEADING + ROW * len(self.topic.bands)
        at_ends: dict[int, Align] = {0: "left", self.scale_end: "right"}
        for amount in range(0, self.scale_end + 1, TICK):
            x = self._x(amount)
            self.canvas.text(
                x,
                bottom + 14,
                number(amount, self.composer.language),
                size=12.5,
                colour=self.colours.muted,
                align=at_ends.get(amount, "center"),
            )

    def _range(self, top: float, label: str, pay: model.Pay) -> None:
        language = self.composer.language
        figures = f"{number(pay.low, language)} – {number(pay.high, language)}"
        middle = self._row(top, label, figures)
        left, right = self._x(pay.low), self._x(pay.high)
        self.canvas.box(
            left, middle - BAR / 2, right - left, BAR, colour=self.colours.accent, radius=2
        )

    def _row(self, top: float, label: str, figures: str) -> float:
        """The label, the figures and the empty scale; returns the height of its middle."""
        colours = self.colours
        self.canvas.text(MARGIN, top + 18, label, size=14, colour=colours.text)
        self.canvas.text(
            WIDTH - MARGIN,
            top + 18,
            figures,
            size=14,
            colour=colours.text,
            weight="Semibold",
            align="right",
        )
        middle = top + 30
        width = self._x(self.scale_end) - MARGIN
        self.canvas.box(MARGIN, middle - BAR / 2, width, BAR, colour=colours.track, radius=2)
        for amount in range(TICK, self.scale_end, TICK):
            x = self._x(amount)
            ends = (x, middle - BAR / 2), (x, middle + BAR / 2)
            self.canvas.line(*ends, colour=colours.paper, width=1.5)
        return middle

    def _x(self, amount: int) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * amount / self.scale_end
