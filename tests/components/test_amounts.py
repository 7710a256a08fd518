"""Amounts of pay, in the ways people write them."""

from __future__ import annotations

import pytest

from components.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("75 000 $ apres 2 ans", [75_000]),
        ("is $75,000 low", [75_000]),
        ("80k top", [80_000]),
        ("100k or more", [100_000]),
        ("60 000 $ CA", [60_000]),
        ("they make 200k easy", [200_000]),
        ("72.5k after 3 years", [72_500]),
        ("90000?", [90_000]),
        ("100k-120k", [100_000, 120_000]),
        ("$120,000/yr", [120_000]),
        ("six-figure pay, or 6 figures", [100_000, 100_000]),
    ],
)
def test_an_amount_is_whole_dollars(text: str, dollars: list[int]) -> None:
    assert [found for _, _, found in find_amounts(text)] == dollars


@pytest.mark.parametrize(
    "text",
    [
        "10-14 years",
        "since 2019",
        "7000 people",
        "1,200,000",
        "k",
        "€75,000",
        "5k",
        "",
        "48 k€",
        "48k EUR",
        "60 000 $ USD",
        "52 000 euros",
    ],
)
def test_what_cannot_be_a_years_pay_is_none(text: str) -> None:
    assert find_amounts(text) == []


def test_an_amount_stands_where_it_is_written() -> None:
    text = "is 88k low"
    ((start, end, _),) = find_amounts(text)

    assert text[start:end].strip() == "88k"
