"""Spelling correction by edit distance to words that the training questions use."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from spacy.matcher.levenshtein import levenshtein

from components.fold import fold
from components.word_list import WordList

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# A word that the training questions use this often is taken for correct; fewer may be typing
# mistakes among them.
_USES_OF_A_KNOWN_WORD = 2
# Corrections must be used often: the shorter a word, the more words are one slip away from it.
_USES_OF_A_CORRECTION = 4
_USES_OF_A_SHORT_CORRECTION = 20
_SHORTEST_WORD = 4
_SHORT_WORD = 4
_LONG_WORD = 8

DICTIONARIES = ("en", "fr")
"""The languages whose words are known."""


@lru_cache(maxsize=1)
def dictionary() -> WordList:
    """English and French words, from the lists inside the pyspellchecker package."""
    return WordList(_words())


@lru_cache(maxsize=1)
def without_accents() -> WordList:
    """The words of the dictionary that have accents, as people type them without."""
    accented = (word.decode() for word in dictionary() if not word.isascii())
    return WordList(map(fold, accented))


def _words() -> Iterator[str]:
    for language in DICTIONARIES:
        yield from word_counts(language)


def word_counts(language: str) -> dict[str, int]:
    """The words of a language, and how often each stands in the texts of the package.

    Its own reader looks for capitals in them and counts them, which takes longer than this.
    """
    packed = files("spellchecker").joinpath(f"resources/{language}.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return counts


def replace_words(text: str, words: Mapping[str, str]) -> str:
    """``text`` with words replaced, each by what it stands for in ``words``."""
    if not words:
        return text
    return _WORD.sub(lambda match: words.get(match.group(), match.group()), text)


class Spelling:
    """A vocabulary, and the closest word in it to a word that nobody spells like that."""

    def __init__(self, uses: Mapping[str, int]) -> None:
        """Makes a corrector.

        Args:
            uses: how often each word, in lower case, is used in the training questions.
        """
        self.uses = dict(uses)
        by_initial: dict[str, list[str]] = {}
        for word, count in sorted(uses.items(), key=lambda entry: (-entry[1], entry[0])):
            if count >= _USES_OF_A_CORRECTION and len(word) >= _SHORTEST_WORD:
                by_initial.setdefault(word[0], []).append(word)
        self._by_initial = by_initial

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Spelling:
        """Counts the words of ``texts``."""
        return cls(Counter(word.lower() for text in texts for word in _WORD.findall(text)))

    def correct(self, text: str) -> str:
        """``text`` with its ``corrections`` made."""
        return replace_words(text, self.corrections(text))

    def corrections(self, text: str) -> dict[str, str]:
        """Words of ``text`` that are no more than a slip or two from a known one, and that one.

        One slip (a letter too many, too few or wrong) in words of four letters or more, two from
        eight letters on, none in the first letter; of several corrections, the closest, then the
        most used. Words of the dictionary stay as they are.
        """
        words = dict.fromkeys(_WORD.findall(text))
        corrected = ((word, self._correct_word(word)) for word in words)
        return {word: correction for word, correction in corrected if correction != word}

    def _correct_word(self, written: str) -> str:
        word = written.lower()
        if len(word) < _SHORTEST_WORD or self._is_known(word):
            return written
        least_uses = _USES_OF_A_SHORT_CORRECTION if len(word) <= _SHORT_WORD else 0
        best, best_distance = written, (2 if len(word) >= _LONG_WORD else 1) + 1
        for known in self._by_initial.get(word[0], ()):
            if self.uses[known] < least_uses:
                break
            if abs(len(known) - len(word)) < best_distance:
                distance = levenshtein(word, known)
                if distance < best_distance:
                    best, best_distance = known, distance
        return best

    def _is_known(self, word: str) -> bool:
        return self.uses.get(word, 0) >= _USES_OF_A_KNOWN_WORD or word in dictionary()
