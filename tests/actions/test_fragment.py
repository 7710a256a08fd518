"""Fragments, and full questions."""

from __future__ import annotations

import pytest

from actions.fragment import is_fragment
from components.reading import Entity, Reading


def message(text: str, *entities: str) -> Reading:
    """A message in which these words are entities."""
    spans = [(text.index(words), text.index(words) + len(words)) for words in entities]
    return Reading(text, "ask_salary", entities=tuple(Entity("x", "x", a, b) for a, b in spans))


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("3-4 years?", ["3-4 years"]),
        ("and with 8 years?", ["8 years"]),
        ("is it stressful", ["stressful"]),
        ("avec 5 ans d'expérience", ["5 ans"]),
        ("What about Toronto?", ["Toronto"]),
        ("ok, juniors in Toronto", ["juniors", "Toronto"]),
    ],
)
def test_fragments(text: str, entities: list[str]) -> None:
    assert is_fragment(message(text, *entities))


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("how much with 8 years", ["8 years"]),
        ("jobs in Toronto", ["Toronto"]),
        ("and then?", []),
        ("", []),
    ],
)
def test_no_fragments(text: str, entities: list[str]) -> None:
    assert not is_fragment(message(text, *entities))
