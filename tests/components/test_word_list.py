from __future__ import annotations

import pytest
from spellchecker import SpellChecker

from components.entity_patterns import may_be_misspelling
from components.fold import fold
from components.spelling import dictionary, without_accents
from components.word_list import WordList


@pytest.mark.parametrize("word", ["a", "abc", "été", "zoé", "b"])
def test_words_of_the_list(word: str) -> None:
    assert word in WordList(["été", "b", "abc", "a", "zoé", "a"])


@pytest.mark.parametrize("word", ["", "ab", "abcd", "ete", "zz", "\U0001f600", "ba"])
def test_other_words(word: str) -> None:
    assert word not in WordList(["été", "b", "abc", "a", "zoé"])
    assert word not in WordList([])


def test_words_stand_in_order_and_once() -> None:
    words = WordList(["b", "a", "b"])
    assert [words[place] for place in range(len(words))] == [b"a", b"b"]
    assert len(words) == 2


def test_the_dictionaries_have_the_words_of_the_package_and_no_others() -> None:
    packaged = set(SpellChecker(language=["en", "fr"]).word_frequency.words())
    assert len(dictionary()) == len(packaged)
    some = sorted(packaged)[::500]
    assert all(word in dictionary() for word in some)
    assert not any(f"{word}qq" in dictionary() for word in some)
    assert not any(may_be_misspelling(fold(word)) for word in some)
    assert "developper" in without_accents()
    assert "developper" not in dictionary()
