"""Words of one language alone, by how often each language uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.word_languages import WordLanguages


@pytest.fixture(scope="module")
def languages() -> WordLanguages:
    return WordLanguages.from_counts()


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
def test_a_word_belongs_to_the_language_that_uses_it(
    languages: WordLanguages, word: str, language: str | None
) -> None:
    assert languages.language_of(word) == language


def test_what_was_saved_is_loaded(languages: WordLanguages, tmp_path: Path) -> None:
    languages.save(tmp_path)
    loaded = WordLanguages.load(tmp_path)

    for word in ("suffit", "taches", "thanks", "important", "xqzt", ""):
        assert loaded.language_of(word) == languages.language_of(word)
