"""Fuzzy matching where it can match: which places of a message are looked at, and that they do."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.matcher import Matcher

from components import entity_patterns
from components.misspellings import SPANS_KEY, Misspellings

FUZZY = [
    {"label": "city", "id": "toronto", "pattern": [{"LOWER": {"FUZZY": "toronto"}}]},
    {
        "label": "skill",
        "id": "vision",
        "pattern": [{"LOWER": {"FUZZY": "computer"}}, {"LOWER": {"FUZZY": "vision"}}],
    },
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
    found = Misspellings(nlp.vocab, FUZZY).windows(nlp.make_doc(text))
    assert [(window.start, window.end) for window in found] == windows


def test_a_long_message_is_not_compared_word_by_word(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def count(one: str, other: str) -> int:
        compared.append(one)
        return 9

    monkeypatch.setattr(entity_patterns, "levenshtein", count)
    Misspellings(nlp.vocab, FUZZY).windows(nlp.make_doc("tzzzzzz czzzzzz azzzzzz " * 100))
    assert sorted(compared) == ["czzzzzz", "tzzzzzz"]


def test_what_is_misspelt_is_found_after_storing_too(nlp: Language, tmp_path: Path) -> None:
    Misspellings(nlp.vocab, FUZZY).to_disk(tmp_path / "stored")
    stored = Misspellings(nlp.vocab).from_disk(tmp_path / "stored")
    doc = stored(nlp.make_doc("compuetr vision in torotno, or Toronto"))
    assert [(span.text, span.label_, span.id_) for span in doc.spans[SPANS_KEY]] == [
        ("compuetr vision", "skill", "vision"),
        ("torotno", "city", "toronto"),
    ]


def test_only_patterns_with_the_word_are_matched(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    misspellings = Misspellings(nlp.vocab, FUZZY)
    made: list[str] = []
    make = misspellings._make_matcher

    def note(word: str) -> Matcher:
        made.append(word)
        return make(word)

    monkeypatch.setattr(misspellings, "_matcher", note)
    misspellings(nlp.make_doc("jobs in torotno please"))
    assert made == ["toronto"]
