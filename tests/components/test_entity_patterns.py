"""The guide's vocabulary as patterns of a spaCy ``span_ruler``."""

from __future__ import annotations

import pytest
import spacy

from components.entity_patterns import is_misspelling, may_be_misspelling, patterns, vocabulary
from guide import load_guide

GUIDE = load_guide()


@pytest.mark.parametrize(
    ("entity", "value", "words"),
    [
        ("city", "toronto", "Toronto"),
        ("degree_field", "computer_science", "compsci"),
        ("degree_field", "computer_science", "informatique"),
        ("skill", "programming_languages/Python", "Python"),
        ("ordinal", "2", "the second"),
        ("ordinal", "-1", "last one"),
        ("ordinal", "3", "la troisième"),
        ("ordinal", "2", "étape 2"),
        ("ordinal", "-1", "la dernière"),
        ("detail", "after_tax", "after tax"),
        ("level", "senior", "after Data Scientist"),
    ],
)
def test_everything_that_can_be_named_is_in_the_vocabulary(
    entity: str, value: str, words: str
) -> None:
    assert (entity, value, words) in set(vocabulary(GUIDE))


@pytest.mark.parametrize(
    ("written", "word", "is_one"),
    [
        ("torontto", "toronto", True),
        ("tornoto", "toronto", True),  # two letters changed places
        ("matematics", "mathematics", True),
        ("oronto", "toronto", False),  # the first letter is rarely missed
        ("states", "stages", False),  # a word of its own
        ("master", "masters", False),
        ("cisco", "disco", False),
    ],
)
def test_misspellings(written: str, word: str, is_one: bool) -> None:
    assert is_misspelling(written, word) is is_one


def test_short_words_and_words_that_exist_are_themselves() -> None:
    assert not may_be_misspelling("tron")
    assert not may_be_misspelling("education")
    assert may_be_misspelling("educaton")


def test_only_tolerant_patterns_match_misspellings_and_only_of_long_words() -> None:
    nlp = spacy.blank("en")
    exact, tolerant = (
        {each["id"]: each["pattern"] for each in patterns(nlp, GUIDE, misspelt)}
        for misspelt in (False, True)
    )

    assert exact["toronto"][0].keys() == {"LOWER"}
    assert any("FUZZY" in str(token) for token in tolerant["vancouver"])
    assert all("FUZZY" not in str(token) for token in tolerant["after_tax"])


def test_names_of_two_capitals_match_only_in_capitals() -> None:
    nlp = spacy.blank("en")
    capitals = [
        each["pattern"] for each in patterns(nlp, GUIDE, False) if "TEXT" in each["pattern"][0]
    ]

    assert [{"TEXT": "US"}] in capitals
    assert all(token["TEXT"].isupper() for (token,) in capitals)
