"""Years of experience, as people state them and as a phrase."""

from __future__ import annotations

import pytest

from guide.experience import Experience
from guide.text import Language

SPAN = "{first} to {last}"


@pytest.mark.parametrize(
    ("value", "low", "high"), [("5", 5, 5), ("1.5", 1.5, 1.5), ("3-4", 3, 4), ("4-3", 3, 4)]
)
def test_a_number_or_a_range_in_any_order(value: str, low: float, high: float) -> None:
    assert Experience.parse(value) == Experience(low, high)


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError):
        Experience.parse("some")


@pytest.mark.parametrize(
    ("experience", "language", "said"),
    [
        (Experience(1, 1), "en", "1 year"),
        (Experience(5, 5), "en", "5 years"),
        (Experience(3, 4), "en", "3 to 4 years"),
        (Experience(1.5, 1.5), "fr", "1,5 an"),
        (Experience(5, 5), "fr", "5 ans"),
    ],
)
def test_in_words(experience: Experience, language: Language, said: str) -> None:
    assert " ".join(experience.in_words(language, SPAN).split()) == said


@pytest.mark.parametrize("value", ["5", "1.5", "3-4", "10+"])
def test_as_it_is_read(value: str) -> None:
    assert str(Experience.parse(value)) == value


def test_later() -> None:
    assert Experience.parse("3-4").later(Experience(2, 3)) == Experience(5, 7)
