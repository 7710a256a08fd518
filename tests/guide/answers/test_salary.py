"""Pay for any number of years: the right band, or an honest word that there is none."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus
from guide.reply import Reply, Target
from tests.pay import AVERAGE, BANDS, RANGE, band_at, pay_at


def pay(composer: Composer, **focus: str) -> Reply:
    """The reply about pay."""
    return answer(composer, Target("salary", Focus.parse_obj(focus)))


@pytest.mark.parametrize(
    ("years", "within", "band"),
    [
        ("1", 1, "1 to 3 years"),
        ("3", 3, "1 to 3 years"),
        ("2.5", 2, "1 to 3 years"),
        ("5", 5, "4 to 6 years"),
        ("8", 8, "7 to 9 years"),
        ("10", 10, "10 to 14 years"),
        ("14", 14, "10 to 14 years"),
    ],
)
def test_years_within_a_band(composer: Composer, years: str, within: int, band: str) -> None:
    reply = pay(composer, experience_years=years)

    assert f"{pay_at(within)} a year" in reply.lead
    assert f"(the figure for {band})" in reply.lead
    assert not reply.bullets


def test_years_that_are_a_band_need_no_band_beside_them(composer: Composer) -> None:
    reply = pay(composer, experience_years="4-6")

    assert f"At 4 to 6 years of experience, ML engineers in Canada earn {pay_at(5)}" in reply.lead
    assert "the figure for" not in reply.lead


@pytest.mark.parametrize(
    ("years", "other", "compared"),
    [
        (
            "8",
            "5",
            "With more years the low end is CAD {rise:,} higher, and the high end the same.",
        ),
        (
            "2",
            "12",
            "With more years the low end is CAD {rise:,} higher, and the high end CAD 100,000.",
        ),
        ("2", "3", "That's the same figure."),
    ],
)
def test_two_figures_are_compared(
    composer: Composer, years: str, other: str, compared: str
) -> None:
    reply = pay_of_all(composer, "experience_years", years, other)

    rise = abs(band_at(int(years)).pay.low - band_at(int(other)).pay.low)
    assert reply.lead.endswith(compared.format(rise=rise))


@pytest.mark.parametrize("years", [1, 5, 8, 12])
def test_averages_and_what_is_only_possible_are_called_that(composer: Composer, years: int) -> None:
    lead = pay(composer, experience_years=str(years)).lead

    assert ("a year on average (" in lead) is band_at(years).on_average
    assert ("can earn" in lead) is band_at(years).possible


@pytest.mark.parametrize(
    ("years", "bands"),
    [
        ("3-4", ["1 to 3", "4 to 6"]),
        ("3.5", ["1 to 3", "4 to 6"]),
        ("4+", ["4 to 6", "7 to 9", "10 to 14"]),
        ("0-4", ["1 to 3", "4 to 6"]),
    ],
)
def test_years_across_or_between_bands_show_the_bands_around(
    composer: Composer, years: str, bands: list[str]
) -> None:
    reply = pay(composer, experience_years=years)

    assert [bullet.text.split(" years")[0].strip("*") for bullet in reply.bullets] == bands


def test_no_experience_has_no_figure(composer: Composer) -> None:
    lead = pay(composer, experience_years="0").lead

    assert "no figure below 1 year" in lead
    assert "nearest is for 1 to 3 years" in lead
    assert pay_at(1) in lead


@pytest.mark.parametrize("years", ["15", "20-25", "40", "15+"])
def test_more_years_than_the_guide_has(composer: Composer, years: str) -> None:
    lead = pay(composer, experience_years=years).lead

    assert "no figure beyond 14 years" in lead
    assert pay_at(14) in lead


@pytest.mark.parametrize(
    ("years", "lacking", "within"),
    [
        ("0-1", "below 1 year", "At 1 year of"),
        ("12-20", "beyond 14 years", "At 12 to 14 years of"),
        ("10+", "beyond 14 years", "At 10 to 14 years of"),
    ],
)
def test_years_partly_outside_all_bands_get_a_figure_for_the_rest_only(
    composer: Composer, years: str, lacking: str, within: str
) -> None:
    lead = pay(composer, experience_years=years).lead

    assert f"no figure {lacking} of experience. {within}" in lead


def test_the_general_answer_names_both_figures_and_the_mismatches(composer: Composer) -> None:
    reply = pay(composer)

    assert f"{AVERAGE} a year on average" in reply.lead
    assert RANGE in reply.lead
    assert "increases with experience" in reply.lead
    assert reply.limit is not None
    assert "why the average is the top of the average range" in reply.limit
    assert pay_at(14).split(" to ")[1] in reply.limit


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [
        (-1000, "below that range"),
        (0, "the bottom of that range"),
        (1000, "within that range"),
        (band_at(5).pay.high - band_at(5).pay.low, "the top of that range"),
        (None, "above that range"),
    ],
)
def test_an_amount_is_compared_with_the_band_of_its_years(
    composer: Composer, amount: int | None, verdict: str
) -> None:
    band = band_at(5).pay
    named = band.high + 1 if amount is None else band.low + amount
    lead = pay(composer, experience_years="5", amount=str(named), aspect="worth").lead

    assert pay_at(5) in lead
    assert f"{named:,} is {verdict}." in lead


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        (BANDS[0].pay.low - 1, "is below all the figures"),
        (BANDS[-1].pay.high + 1, "is above all the figures"),
        (BANDS[0].pay.low, "is the lowest figure of all"),
        (BANDS[-1].pay.high, "is the highest figure of all"),
        (BANDS[-1].pay.high - 1, "lies within the figures for 10 to 14 years of"),
        (BANDS[0].pay.low + 1, "lies within the figures for 1 to 3 years of"),
        (BANDS[0].pay.high, "for 1 to 9 years of experience, the top of each range; at 10 to 14"),
    ],
)
def test_an_amount_without_years_is_compared_with_all_bands(
    composer: Composer, amount: int, says: str
) -> None:
    reply = pay(composer, amount=str(amount))

    assert reply.lead.startswith(f"CAD {amount:,} ")
    assert says in reply.lead
    assert AVERAGE in reply.lead and not reply.bullets


def test_an_amount_that_may_not_be_dollars_a_year_is_not_compared(composer: Composer) -> None:
    hourly = Target("salary", Focus(amount="100000", details=("hourly",)))
    without = Target("salary", Focus(details=("hourly",)))

    assert answer(composer, hourly).text == answer(composer, without).text


def test_of_two_bands_the_lower_comes_first(composer: Composer) -> None:
    target = Target("salary", Focus(experience_years="8", others=(("experience_years", "5"),)))
    lead = answer(composer, target).lead

    assert lead.index("(the figure for 4 to 6 years)") < lead.index("(the figure for 7 to 9 years)")


def test_entry_level_is_the_first_band(composer: Composer) -> None:
    lead = pay(composer, level="entry").lead

    assert "(the figure for 1 to 3 years)" in lead
    assert pay_at(1) in lead


@pytest.mark.parametrize("level", ["mid", "senior"])
def test_other_levels_have_no_figure(composer: Composer, level: str) -> None:
    reply = pay(composer, level=level)

    assert "no figure for that level, only for entry level" in reply.lead
    assert len(reply.bullets) == len(BANDS)


def test_a_city_has_no_figure_of_its_own(composer: Composer) -> None:
    lead = pay(composer, city="vancouver", experience_years="8").lead

    assert "no pay by city or province, so nothing on Vancouver" in lead
    assert pay_at(8) in lead


def test_a_country_other_than_canada_is_not_covered(composer: Composer) -> None:
    assert pay(composer, country="india").lead.startswith("The guide covers Canada only.")


def test_the_assistant_earns_nothing(composer: Composer) -> None:
    reply = answer(composer, Target("salary", Focus(details=("pay_of_the_bot",))))

    assert reply.lead.startswith("I'm a program and earn nothing.")
    assert AVERAGE in reply.lead


def pay_of_all(composer: Composer, particular: str, first: str, *others: str) -> Reply:
    """The reply about pay where more than one value of a particular was named."""
    more = [(particular, other) for other in others]
    return answer(composer, Target("salary", Focus.parse_obj({particular: first, "others": more})))


def test_each_of_the_years_named_has_its_figure(composer: Composer) -> None:
    reply = pay_of_all(composer, "experience_years", "2", "8", "12")

    for years in (2, 8, 12):
        assert f"At {years} years of experience" in reply.lead
        assert pay_at(years) in reply.lead
    assert not reply.bullets


def test_bands_listed_for_two_of_the_years_are_listed_once(composer: Composer) -> None:
    reply = pay_of_all(composer, "experience_years", "3-4", "6-8", "2")

    assert reply.lead.startswith("At 2 years of experience")
    assert [bullet.shows for bullet in reply.bullets] == [
        ("band_1_3",),
        ("band_4_6",),
        ("band_7_9",),
    ]


def test_a_level_with_a_figure_and_levels_without(composer: Composer) -> None:
    reply = pay_of_all(composer, "level", "senior", "entry", "mid")

    assert reply.lead.startswith("Entry-level ML engineers in Canada earn")
    assert "Mid level or Senior and leadership: there is no figure for that level" in reply.lead
    assert len(reply.bullets) == len(BANDS)


def test_cities_are_named_in_one_sentence(composer: Composer) -> None:
    lead = pay_of_all(composer, "city", "toronto", "vancouver").lead

    assert lead.count("no pay by city") == 1
    assert "nothing on Toronto or Vancouver itself" in lead
