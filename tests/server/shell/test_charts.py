"""The charts as text have the figures and words of the pictures, in each language and width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from guide.answers.compose import Composer
from guide.charts import CHARTS
from guide.edition import current_edition
from guide.experience import Experience
from guide.formats import number
from guide.model import CareerPathTopic, SalaryTopic
from guide.text import Language
from server.shell.charts import BAR, POINT, text_chart

GUIDE = current_edition().guide
SALARY, LADDER = GUIDE.topic("salary"), GUIDE.topic("career_path")
WIDTHS = (30, 40, 80, 120)


def drawn(name: str, language: Language, width: int) -> list[str]:
    """The lines of a chart."""
    file = io.StringIO()
    Console(file=file, width=width).print(text_chart(Composer(GUIDE, language), name))
    return file.getvalue().splitlines()


def words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_fits(name: str, language: Language, width: int) -> None:
    lines = drawn(name, language, width)
    assert lines and all(len(line) <= width for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pay_chart_has_every_figure(language: Language, width: int) -> None:
    assert isinstance(SALARY, SalaryTopic)
    text = words(drawn("salary", language, width))
    span = GUIDE.phrases.span.in_language(language)
    for band in SALARY.bands:
        years = Experience(band.first_year, band.last_year).in_words(language, span)
        figures = [number(each, language) for each in (band.pay.low, band.pay.high)]
        assert " ".join(f"{years} {figures[0]} – {figures[1]}".split()) in text
    chart = SALARY.chart
    for label in (chart.title, chart.unit, chart.average_label, chart.range_label, chart.note):
        assert label.in_language(language) in text
    assert " ".join(number(SALARY.average.amount, language).split()) in text


def test_bars_stand_where_their_figures_are_on_the_scale() -> None:
    assert isinstance(SALARY, SalaryTopic)
    lines = drawn("salary", "en", 64)
    bars = [line for line in lines if BAR in line]
    pays = [*(band.pay for band in SALARY.bands), SALARY.range]
    assert len(bars) == len(pays)
    end = 200_000
    for bar, pay in zip(bars, pays, strict=True):
        assert bar.index(BAR) == pytest.approx(pay.low / end * 64, abs=1)
        assert bar.rindex(BAR) + 1 == pytest.approx(pay.high / end * 64, abs=1)
    (average,) = (line for line in lines if POINT in line)
    assert average.index(POINT) == pytest.approx(SALARY.average.amount / end * 64, abs=1)


@pytest.mark.parametrize(
    ("width", "figures"),
    [
        (64, ["0", "50,000", "100,000", "150,000", "200,000"]),
        (40, ["0", "100,000", "200,000"]),
        (20, ["0", "200,000"]),
    ],
)
def test_the_axis_has_as_many_figures_as_there_is_room_for(width: int, figures: list[str]) -> None:
    (axis,) = (line for line in drawn("salary", "en", width) if line.startswith("0 "))
    assert axis.split() == figures


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_ladder_has_every_title_and_the_first_level_at_the_bottom(language: Language) -> None:
    assert isinstance(LADDER, CareerPathTopic)
    composer, lines = Composer(GUIDE, language), drawn("career_path", language, 60)
    inside = [line.strip("│ ") for line in lines if line.startswith("│")]
    expected = [
        words
        for level in reversed(LADDER.levels)
        for words in (composer.say(level.name), *(composer.say(role.name) for role in level.roles))
    ]
    assert inside == expected
