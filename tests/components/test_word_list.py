from __future__ import annotations

import pytest
from spellchecker import SpellChecker

from components.spelling import dictionary, folded_dictionary
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
    assert all(word in dictionary() and word in folded_dictionary() for word in some)
    assert not any(f"{word}qq" in dictionary() for word in some)
    assert "developper" in folded_dictionary()
    assert "developper" not in dictionary()
