"""Years of experience, in the ways people state them."""

from __future__ import annotations

from datetime import date

import pytest

from components.experience_years import find_experience

TODAY = date(2026, 6, 1)


def years(text: str) -> list[str]:
    """What is found in ``text``."""
    return [found for _, _, found in find_experience(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how much with 5 years", "5"),
        ("salary 5yrs", "5"),
        ("five yrs of experience", "5"),
        ("3-4 years", "3-4"),
        ("3 to 4 years", "3-4"),
        ("between 7 and 9 years", "7-9"),
        ("4 – 6 yrs", "4-6"),
        ("6+ yoe", "6+"),
        ("and after 5 more years", "5"),
        ("10 + years", "10+"),
        ("10-plus years", "10+"),
        ("8 years or more", "8+"),
        ("4 to 6+ years", "4+"),
        ("at least 10 years", "10+"),
        ("more than 9 years", "10+"),
        ("over 3.5 years", "4+"),
        ("more than a decade", "11+"),
        ("and more than 12?", "13+"),
        ("9+?", "9+"),
        ("what will I get in my third year", "3"),
        ("pay in the 6th year of work", "6"),
        ("by year four on the job", "4"),
        ("after my first five years", "5"),
        ("is it the same for the first 9 years", "1-9"),
        ("does it stay there until you reach 10 years", "1-10"),
        ("and if I wait until 10 years", "10"),
        ("s'il attend jusqu'a 7 ans", "7"),
        ("she is 20 years in banking", "20"),
        ("plus de 14 ans d'experience", "15+"),
        ("au moins 7 ans", "7+"),
        ("10 ans et plus", "10+"),
        ("under 5 years", "0-4"),
        ("less than a year", "0"),
        ("moins d'un an", "0"),
        ("moins de 3 ans", "0-2"),
        ("up to 6 years", "0-6"),
        ("no more than 2 years", "0-2"),
        ("pas plus de 2 ans", "0-2"),
        ("entre 5 et 12 ans", "5-12"),
        ("10 years + a master's", "10"),
        ("a year and a half of ML", "1.5"),
        ("1.5 years", "1.5"),
        ("a decade in the field", "10"),
        ("two decades", "20"),
        ("a couple of years", "2"),
        ("since 2019", "7"),
        ("fresh grad salary", "0"),
        ("just graduated, what will i get", "0"),
        ("no experience", "0"),
        ("experience: 8", "8"),
        ("12 yeers", "12"),
        ("6 months experience", "0.5"),
        ("and 8?", "8"),
        ("no i meant 3", "3"),
        ("hmm what if only 4", "4"),
        ("sorry i mean 6 not 3", "6"),
        ("depuis 2020", "6"),
        ("5 ans d'experience", "5"),
        ("une dizaine d'annees d'experience", "10"),
        ("j'ai 20 ans d'experience", "20"),
    ],
)
def test_found(text: str, found: str) -> None:
    assert years(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "how many years does it take",
        "I'm 30 years old",
        "my son is 20 years and studies computer science",
        "i moved here 2 years ago",
        "a 4 year degree",
        "in 2 years I will graduate",
        "in less than 5 years I want to lead a team",
        "it takes more than 2 years",
        "over 5 years ago",
        "the next 5 years",
        "2 year college diploma",
        "the 3 of us",
        "i live at 5 main street",
        "since yesterday",
        "I'm in my third year, what next",
        "what to take in the second year of my degree",
        "in 3rd year at McGill",
        "the first two years of university",
    ],
)
def test_not_experience(text: str) -> None:
    assert years(text) == []


def test_the_place_in_the_text_is_given() -> None:
    text = "pay after 8 years?"
    start, end, _ = find_experience(text, TODAY)[0]
    assert text[start:end] == "8 years"


@pytest.mark.parametrize("text", ["j'ai 42 ans", "a 35 ans est-il trop tard", "dans 5 ans"])
def test_ages_and_times_in_french_are_no_experience(text: str) -> None:
    assert find_experience(text, date(2026, 11, 28)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9 years pays the same as 6?", ["9", "6"]),
        ("is 2 vs 11 years a big step", ["2", "11"]),
        ("avec 4 ans ou avec 12", ["4", "12"]),
        ("I have 5 years, what is step 2?", ["5"]),
        ("with 5 years and 100k", ["5"]),
        ("as number 3", []),
        ("do 8 years pay more than 5 years", ["8", "5"]),
        ("are 2 years paid worse than more than 9 years", ["2", "10+"]),
    ],
)
def test_a_figure_beside_years_is_years(text: str, found: list[str]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    "text",
    ["mason, 41 ans, no degree", "prof de chimie, 35 ans", "29 years, grade 10, baker"],
)
def test_an_age_among_other_things_is_no_experience(text: str) -> None:
    assert years(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mason, 20 years", ["20"]),
        ("dev web, 6 ans", ["6"]),
        ("15 ans, 20 ans, 25 ans", ["15", "20", "25"]),
        ("et le salaire, 20 ans ?", ["20"]),
    ],
)
def test_years_of_work_are_no_age(text: str, found: list[str]) -> None:
    assert years(text) == found


def test_a_year_beside_something_studied_is_no_experience() -> None:
    text = "left CS in second year"
    assert years(text) == ["2"]
    assert find_experience(text, TODAY, studies=[(5, 7)]) == []
    text = "pay in my third year with a CS degree"
    assert [found for _, _, found in find_experience(text, TODAY, studies=[(28, 30)])] == ["3"]
