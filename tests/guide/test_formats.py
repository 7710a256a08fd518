"""Money, years and lists in each language's own way."""

from __future__ import annotations

import pytest

from guide.experience import Experience
from guide.formats import and_list, money, or_list


def test_money() -> None:
    assert money(100_000, "en") == "CAD 100,000"
    assert money(100_000, "fr").replace("\xa0", " ").replace("\u202f", " ") == "100 000 $ CA"


def test_lists() -> None:
    assert and_list(["a", "b", "c"], "en") == "a, b and c"
    assert or_list(["a", "b", "c"], "en") == "a, b or c"
    assert and_list(["a", "b"], "fr") == "a et b"


@pytest.mark.parametrize(
    ("value", "words"),
    [("1", "1 year"), ("5", "5 years"), ("1.5", "1.5 years"), ("3-4", "3 to 4 years")],
)
def test_experience_in_words(value: str, words: str) -> None:
    assert Experience.parse(value).in_words("en", "{first} to {last}") == words


def test_a_range_may_come_in_any_order() -> None:
    assert Experience.parse("6-3") == Experience(3, 6)


def test_no_number_is_an_error() -> None:
    with pytest.raises(ValueError):
        Experience.parse("many")
