"""The charts: what they show, in words and as pictures that can be read."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import get_args
from xml.etree import ElementTree

import pytest
from PIL import Image

from guide import Guide
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.charts import CHARTS, FileFormat, Theme, draw
from guide.charts.canvas import WIDTH
from guide.charts.colours import COLOURS
from guide.model import Focus
from guide.reply import Target
from guide.text import Language
from tests.pay import AVERAGE, RANGE

THEMES: tuple[Theme, ...] = get_args(Theme)
LANGUAGES: tuple[Language, ...] = get_args(Language)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("topic", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_and_its_words_go_with_the_whole_answer(
    guide: Guide, topic: str, language: Language
) -> None:
    reply = answer(Composer(guide, language), Target(topic))

    assert reply.chart is not None
    assert (reply.chart.name, reply.chart.language) == (topic, language)
    for bullet in reply.bullets:
        text = re.sub(r" \(\w+\)(?=\*\*)", "", bullet.text)  # how many there are, one can see
        assert text.replace("**", "") in reply.chart.alt


@pytest.mark.parametrize(
    "target",
    [
        Target("salary", Focus(experience_years="5")),
        Target("salary", Focus(experience_years="3-5")),
        Target("career_path", Focus(level="entry")),
        Target("skills"),
    ],
)
def test_an_answer_about_a_part_has_no_chart(composer: Composer, target: Target) -> None:
    assert answer(composer, target).chart is None


def test_the_words_of_the_pay_chart_have_both_averages(composer: Composer) -> None:
    chart = answer(composer, Target("salary")).chart

    assert chart is not None
    assert f"average is {AVERAGE} a year" in chart.alt
    assert f"average range is {RANGE} a year" in chart.alt


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_reaches_over_the_edge(
    guide: Guide, name: str, language: Language, theme: Theme
) -> None:
    picture = Image.open(io.BytesIO(draw(guide, name, language, theme, "png"))).convert("RGB")

    assert picture.width == 2 * WIDTH
    paper = tuple(bytes.fromhex(COLOURS[theme].paper[1:]))
    width, height = picture.size
    for edge in (
        (0, 0, 20, height),
        (width - 20, 0, width, height),
        (0, 0, width, 20),
        (0, height - 10, width, height),
    ):
        colours = picture.crop(edge).getcolors()
        assert colours is not None
        assert [colour for _, colour in colours] == [paper]


@pytest.mark.parametrize("name", CHARTS)
def test_an_svg_is_safe_and_looks_the_same_everywhere(guide: Guide, name: str) -> None:
    root = ElementTree.fromstring(draw(guide, name, "en", "light", "svg"))

    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags & {"path", "use"}
    assert not tags & {"text", "script", "image", "foreignObject", "a"}
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(WIDTH * 72 / 96)


@pytest.mark.parametrize("file_format", get_args(FileFormat))
def test_a_chart_is_the_same_in_every_run(guide: Guide, file_format: FileFormat) -> None:
    script = (
        "import sys; from guide import load_guide; from guide.charts import draw;"
        f"sys.stdout.buffer.write(draw(load_guide(), 'salary', 'en', 'light', '{file_format}'))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert run.stdout == draw(guide, "salary", "en", "light", file_format)


def test_the_theme_and_the_language_change_the_chart(guide: Guide) -> None:
    drawn = {
        draw(guide, name, language, theme, "svg")
        for name in CHARTS
        for language in LANGUAGES
        for theme in THEMES
    }

    assert len(drawn) == len(CHARTS) * len(LANGUAGES) * len(THEMES)


def test_the_bars_follow_the_figures(guide: Guide) -> None:
    picture = Image.open(io.BytesIO(draw(guide, "salary", "en", "light", "png"))).convert("RGB")
    accent = tuple(bytes.fromhex(COLOURS["light"].accent[1:]))
    dots = picture.load()
    assert dots is not None
    widths = []  # of each bar, from the top
    for y in range(picture.height):
        row = [x for x in range(picture.width) if dots[x, y] == accent]
        if row:
            widths.append(max(row) - min(row) + 1)

    scale = 2 * (WIDTH - 32) / 200_000  # dots for a dollar
    longest = max(widths)
    assert longest == pytest.approx(100_000 * scale, abs=3)
    for pay in (17_000, 5_000, 3_000):
        assert any(width == pytest.approx(pay * scale, abs=3) for width in widths)


@pytest.mark.parametrize("theme", THEMES)
def test_everybody_can_read_it(theme: Theme) -> None:
    colours = COLOURS[theme]
    for text in (colours.text, colours.muted):
        assert contrast(text, colours.paper) >= 4.5
    for rung, text in zip(colours.rungs, colours.on_rungs, strict=True):
        assert contrast(rung, text) >= 4.5
    assert contrast(colours.accent, colours.track) >= 3


def test_there_is_no_other_chart(guide: Guide) -> None:
    with pytest.raises(KeyError):
        draw(guide, "skills", "en", "light", "svg")
