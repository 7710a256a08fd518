"""Fuzzy matching where it can match: which places of a message are looked at, and that they do."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from components import entity_patterns
from components.misspellings import Misspellings

FUZZY = [
    [{"LOWER": {"FUZZY": "toronto"}}],
    [{"LOWER": {"FUZZY": "computer"}}, {"LOWER": {"FUZZY": "vision"}}],
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("jobs in torotno please now", [(1, 4)]),
        ("jobs in toronto please", []),
        ("the zzzzzzzz of qqqqqqqq", []),
        ("compuetr visoin or torotno", [(0, 4)]),
        ("torotno and then vancouver or torotno", [(0, 2), (4, 6)]),
        ("", []),
    ],
)
def test_only_words_that_misspell_the_vocabulary_and_their_neighbours(
    nlp: Language, text: str, windows: list[tuple[int, int]]
) -> None:
    assert Misspellings(FUZZY).windows(nlp.make_doc(text)) == windows


def test_a_long_message_is_not_compared_word_by_word(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def count(one: str, other: str) -> int:
        compared.append(one)
        return 9

    monkeypatch.setattr(entity_patterns, "levenshtein", count)
    Misspellings(FUZZY).windows(nlp.make_doc("tzzzzzz czzzzzz azzzzzz " * 100))
    assert sorted(compared) == ["czzzzzz", "tzzzzzz"]
