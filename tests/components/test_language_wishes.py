"""Which language a wish is for is learnt from the words around the languages that it names."""

from __future__ import annotations

import pytest

from components.language_wishes import LanguageWishes, Wish
from components.reading import ASKED, EXCLUDED

NAMES = {"English": "en", "anglais": "en", "French": "fr", "français": "fr"}
MIXED = "en français, je lis mal l'anglais"
TAUGHT = [
    Wish("in English please"),
    Wish("in French please"),
    Wish("en français svp"),
    Wish("I don't speak English", EXCLUDED),
    Wish("I don't speak French", EXCLUDED),
    Wish("je lis mal l'anglais", EXCLUDED),
    Wish(MIXED, ASKED, {MIXED.index("anglais"): EXCLUDED}),
]


@pytest.fixture(scope="module")
def wishes(tmp_path_factory: pytest.TempPathFactory) -> LanguageWishes:
    """Learnt from a few, stored and restored."""
    folder = tmp_path_factory.mktemp("wishes")
    LanguageWishes.fit(NAMES, TAUGHT).save(folder)
    return LanguageWishes.load(folder)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In french, please", "fr"),
        ("en anglais svp", "en"),
        ("en francais svp, je lis mal l'anglais", "fr"),
        ("in English please, I don't speak French", "en"),
        ("sorry, I don't speak English", "fr"),
        ("in my language please", None),
        ("frenchman", None),
    ],
)
def test_the_words_around_a_language_tell_whether_it_is_wanted(
    wishes: LanguageWishes, text: str, language: str | None
) -> None:
    assert wishes.wanted(text) == language


def test_untaught_it_takes_any_language_for_wanted() -> None:
    wishes = LanguageWishes.fit(NAMES, [Wish("in English please")])

    assert wishes.wanted("I don't speak English") == "en"
