"""Words of one language alone, by how often each language uses them."""

from __future__ import annotations

import pytest

from components.word_languages import language_of_word


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("suffit", "fr"),
        ("tâches", "fr"),
        ("taches", "fr"),
        ("thanks", "en"),
        ("data", "en"),
        ("important", None),
        ("possible", None),
        ("xqzt", None),
    ],
)
def test_a_word_belongs_to_the_language_that_uses_it(word: str, language: str | None) -> None:
    assert language_of_word(word) == language
