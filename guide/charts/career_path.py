"""The career ladder, its first rung at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide import model
from guide.answers.compose import Composer
from guide.charts.canvas import WIDTH, Canvas
from guide.charts.colours import COLOURS

if TYPE_CHECKING:
    from guide.charts import Theme

MARGIN = 16
HEADING = 44
LINE = 20
GAP = 18
PADDING = 14
RAIL = 5
RAILS = (58, WIDTH - 58)


def draw_career_path(composer: Composer, theme: Theme) -> Canvas:
    """Each level as a rung with its titles, between two rails that lead up."""
    topic = composer.guide.topic("career_path")
    assert isinstance(topic, model.CareerPathTopic)
    colours = COLOURS[theme]
    heights = [_height(level) for level in topic.levels]
    rails_end = HEADING + 18 + sum(heights) + GAP * len(heights)
    canvas = Canvas(rails_end + 12, colours.paper)
    canvas.text(
        MARGIN, 28, composer.say(topic.chart.title), size=17, colour=colours.text, weight="Semibold"
    )
    for x in RAILS:
        canvas.line((x, HEADING + 6), (x, rails_end), colour=colours.line, width=RAIL)
    top = HEADING + 18.0
    for number, level in reversed(list(enumerate(topic.levels))):
        fill, ink = colours.rungs[number], colours.on_rungs[number]
        canvas.box(MARGIN, top, WIDTH - 2 * MARGIN, heights[number], colour=fill, radius=8)
        baseline = top + PADDING + 11
        canvas.text(
            MARGIN + PADDING, baseline, composer.say(level.name), size=15, colour=ink, weight="Bold"
        )
        for role in level.roles:
            baseline += LINE
            canvas.text(
                MARGIN + PADDING,
                baseline,
                composer.say(role.name).with_capital(),
                size=14,
                colour=ink,
            )
        top += heights[number] + GAP
    return canvas


def _height(level: model.CareerLevel) -> float:
    return PADDING + LINE * (len(level.roles) + 1) + PADDING - 8
