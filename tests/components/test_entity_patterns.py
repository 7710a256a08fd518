"""The guide's vocabulary as patterns of a spaCy ``span_ruler``."""

from __future__ import annotations

import pytest
import spacy

from components.entity_patterns import (
    exact_patterns,
    fuzzy_patterns,
    is_misspelling,
    may_be_misspelling,
    vocabulary,
)
from guide.edition import current_edition

GUIDE = current_edition().guide


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
        ("ordinal", "4", "4e étape"),
        ("ordinal", "2", "du 2e"),
        ("ordinal", "2", "étape 2"),
        ("ordinal", "3", "first three"),
        ("ordinal", "2", "deux premières"),
        ("ordinal", "2", "steps 1 and 2"),
        ("ordinal", "-1", "la dernière"),
        ("detail", "after_tax", "after tax"),
        ("level", "mid", "after ml engineer"),
        ("skill_group", "soft", "not technical"),
        ("skill_group", "soft", "pas techniques"),
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


def test_only_fuzzy_patterns_match_misspellings_and_only_of_long_words() -> None:
    exact = {each["id"]: each["pattern"] for each in exact_patterns(GUIDE)}
    fuzzy = {each["id"]: each["pattern"] for each in fuzzy_patterns(spacy.blank("en"), GUIDE)}

    assert isinstance(exact["toronto"], str)
    assert all("FUZZY" not in str(pattern) for pattern in exact.values())
    assert all("FUZZY" in str(pattern) for pattern in fuzzy.values())
    assert "vancouver" in fuzzy
    assert "after_tax" in exact
    assert "after_tax" not in fuzzy


def test_names_of_two_capitals_and_common_words_match_only_as_they_are_written() -> None:
    of_tokens = [
        each["pattern"] for each in exact_patterns(GUIDE) if not isinstance(each["pattern"], str)
    ]
    capitals = [each for each in of_tokens if isinstance(each[0].get("TEXT"), str)]

    assert [{"TEXT": "US"}] in capitals
    assert [{"TEXT": "Tableau"}] in capitals  # which is a table in French
    assert all(token["TEXT"][0].isupper() for (token,) in capitals)
