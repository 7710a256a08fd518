"""Pay for any number of years: the right band, or an honest word that there is none."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus
from guide.reply import Reply, Target


def pay(composer: Composer, **focus: str) -> Reply:
    """The reply about pay."""
    return answer(composer, Target("salary", Focus.parse_obj(focus)))


@pytest.mark.parametrize(
    ("years", "low", "high", "band"),
    [
        ("1", "83,000", "100,000", "1 to 3 years"),
        ("3", "83,000", "100,000", "1 to 3 years"),
        ("2.5", "83,000", "100,000", "1 to 3 years"),
        ("5", "95,000", "100,000", "4 to 6 years"),
        ("4-6", "95,000", "100,000", "4 to 6 years"),
        ("8", "97,000", "100,000", "7 to 9 years"),
        ("10", "100,000", "200,000", "10 to 14 years"),
        ("14", "100,000", "200,000", "10 to 14 years"),
    ],
)
def test_years_within_a_band(
    composer: Composer, years: str, low: str, high: str, band: str
) -> None:
    reply = pay(composer, experience_years=years)

    assert f"CAD {low} to CAD {high} a year (the guide's figure for {band})" in reply.lead
    assert not reply.bullets


@pytest.mark.parametrize(
    ("years", "bands"), [("3-4", ["1 to 3", "4 to 6"]), ("3.5", ["1 to 3", "4 to 6"])]
)
def test_years_across_or_between_bands_show_the_bands_around(
    composer: Composer, years: str, bands: list[str]
) -> None:
    reply = pay(composer, experience_years=years)

    assert [bullet.text.split(" years")[0].strip("*") for bullet in reply.bullets] == bands


def test_no_experience_has_no_figure(composer: Composer) -> None:
    lead = pay(composer, experience_years="0").lead

    assert "no figure below 1 year" in lead
    assert "lowest band, 1 to 3 years, is CAD 83,000 to CAD 100,000" in lead


@pytest.mark.parametrize("years", ["15", "20-25", "40"])
def test_more_years_than_the_guide_has(composer: Composer, years: str) -> None:
    lead = pay(composer, experience_years=years).lead

    assert "no figure beyond 14 years" in lead
    assert "CAD 100,000 to CAD 200,000" in lead


def test_the_general_answer_names_both_figures_and_the_mismatch(composer: Composer) -> None:
    lead = pay(composer).lead

    assert "CAD 100,000 a year on average" in lead
    assert "CAD 83,000 to CAD 100,000" in lead
    assert "without saying how the two fit together" in lead


def test_entry_level_is_the_first_band(composer: Composer) -> None:
    assert "entry level, which the guide puts at 1 to 3 years" in pay(composer, level="entry").lead


@pytest.mark.parametrize("level", ["mid", "senior"])
def test_other_levels_have_no_figure(composer: Composer, level: str) -> None:
    reply = pay(composer, level=level)

    assert "not by job level" in reply.lead
    assert len(reply.bullets) == 4


def test_a_city_has_no_figure_of_its_own(composer: Composer) -> None:
    lead = pay(composer, city="vancouver", experience_years="8").lead

    assert "no pay by city, so nothing on Vancouver" in lead
    assert "CAD 97,000 to CAD 100,000" in lead


def test_a_country_other_than_canada_is_not_covered(composer: Composer) -> None:
    assert pay(composer, country="india").lead.startswith("The guide covers Canada only.")
