"""Figures that are valid numbers and can't be right."""

from __future__ import annotations

import pytest

from guide import Guide
from guide.model import Average, Band, Pay, SalaryTopic
from guide.plausible import LEAST_PAY, MOST_PAY, implausible


def pay(low: int, high: int) -> Pay:
    return Pay.parse_obj({"low": low, "high": high, "provider": "glassdoor"})


def salary(guide: Guide, average: int = 80_000, *bands: tuple[int, int]) -> SalaryTopic:
    """The guide's topic with another average and other bands, three years each."""
    topic = guide.topic("salary")
    assert isinstance(topic, SalaryTopic)
    return topic.copy(
        update={
            "average": Average.parse_obj({"amount": average, "provider": "glassdoor"}),
            "range": pay(70_000, 90_000),
            "bands": tuple(
                Band.parse_obj(
                    {
                        "id": f"band_{place}",
                        "first_year": 3 * place,
                        "last_year": 3 * place + 2,
                        "pay": pay(*ends),
                    }
                )
                for place, ends in enumerate(bands or ((70_000, 80_000), (75_000, 90_000)))
            ),
        }
    )


def test_the_guides_figures_can_be_right(guide: Guide) -> None:
    topic = guide.topic("salary")
    assert isinstance(topic, SalaryTopic)

    assert list(implausible(topic)) == []


def test_figures_like_them_can_be_right(guide: Guide) -> None:
    assert list(implausible(salary(guide))) == []


@pytest.mark.parametrize("amount", [LEAST_PAY - 1, MOST_PAY + 1])
def test_a_years_pay_is_neither_tiny_nor_huge(guide: Guide, amount: int) -> None:
    paths = [
        path for path, reason in implausible(salary(guide, amount)) if "a year's pay" in reason
    ]

    assert paths == [("average", "amount")]


@pytest.mark.parametrize("amount", [69_999, 90_001])
def test_the_average_lies_among_the_bands(guide: Guide, amount: int) -> None:
    [(path, reason)] = implausible(salary(guide, amount))

    assert path == ("average", "amount")
    assert "outside all bands, which go from 70,000 to 90,000" in reason


def test_the_ends_of_a_band_are_not_far_apart(guide: Guide) -> None:
    found = list(implausible(salary(guide, 80_000, (40_000, 80_000), (75_000, 300_000))))

    assert found == [
        (("bands", 1, "pay", "high"), "300,000 is more than 3 times 75,000: is a digit wrong?")
    ]


def test_pay_does_not_fall_with_experience(guide: Guide) -> None:
    found = dict(implausible(salary(guide, 80_000, (70_000, 90_000), (65_000, 85_000))))

    assert set(found) == {("bands", 1, "pay", "low"), ("bands", 1, "pay", "high")}
