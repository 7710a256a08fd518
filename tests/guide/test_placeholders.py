"""A field takes the placeholders that it declares, in every language the same."""

from __future__ import annotations

import pytest

from guide.placeholders import names_in, wording, wrong_placeholders
from guide.text import Frozen, Text


class Part(Frozen):
    """A record within another."""

    said: Text = wording("years")


class Record(Frozen):
    """A record with both."""

    plain: Text
    parts: tuple[Part, ...] = ()


def wrong(**fields: object) -> list[tuple[tuple[object, ...], str]]:
    return list(wrong_placeholders(Record.parse_obj(fields)))


def test_declared_ones_are_right_wherever_they_stand() -> None:
    assert wrong(plain="pay", parts=[{"said": {"en": "{years}", "fr": "{years} ans"}}]) == []


def test_another_one_is_told_with_its_path_and_what_may_stand_there() -> None:
    ((path, reason), _) = wrong(
        plain="pay", parts=[{"said": {"en": "in {city}", "fr": "à {city}"}}]
    )

    assert path == ("parts", 0, "said", "en")
    assert "{city}" in reason and "{years}" in reason


def test_a_field_that_declares_none_takes_none() -> None:
    ((path, reason), _) = wrong(plain="{years}")

    assert path == ("plain", "en")
    assert "{years}" in reason


def test_languages_must_agree() -> None:
    ((path, reason),) = wrong(
        plain="pay", parts=[{"said": {"en": "{years} of it", "fr": "des ans"}}]
    )

    assert path == ("parts", 0, "said", "fr")
    assert "{years}" in reason


@pytest.mark.parametrize("text", ["{years", "years}", "{years:>9}", "{years!r}"])
def test_brackets_hold_a_name_and_nothing_else(text: str) -> None:
    ((path, _),) = wrong(plain="pay", parts=[{"said": {"en": text, "fr": "ans"}}])

    assert path == ("parts", 0, "said", "en")


def test_the_names_in_a_text() -> None:
    assert list(names_in("{low} to {high} {{literally}}")) == ["low", "high"]
