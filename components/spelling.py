"""Spelling correction by edit distance to words that the training questions use."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import islice

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
_SHORTEST_ABBREVIATION = 3
_LEFT_OUT = 3
_CONSONANTS_KEPT = 0.6
# Of words that begin like one that is broken off, as many must go on in the same way.
_GO_ON_ALIKE, _LETTERS_ALIKE = 0.9, 2
_VOWELS = re.compile(r"[aeiouy]")

DICTIONARIES = ("en", "fr")
"""The languages whose words are known."""


@lru_cache(maxsize=1)
def dictionary() -> WordList:
    """English and French words, from the lists inside the pyspellchecker package."""
    return WordList(_words())


@lru_cache(maxsize=1)
def without_accents() -> WordList:
    """The words of the dictionary that have accents, as people type them without."""
    accented = b"\n".join(word for word in dictionary() if not word.isascii())
    return WordList(fold(accented.decode()).splitlines())


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


def lacks_vowels(short: str, word: str) -> bool:
    """Whether a word is written without its vowels, from its first letter to its last consonant.

    Two of five consonants may be left out as well: "mgmt" is "management". Of three letters none:
    those may be anything.
    """
    consonants = word[0] + _VOWELS.sub("", word[1:])
    left = iter(consonants)
    return (
        short[-1] == consonants[-1]
        and len(short) > _CONSONANTS_KEPT * len(consonants)
        and len(short) >= min(len(consonants), _SHORTEST_ABBREVIATION + 1)
        and all(letter in left for letter in short)
    )


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
        most used. What is written without vowels ("mths") or broken off ("deg") is spelt out.
        Words of the dictionary stay as they are.
        """
        words = dict.fromkeys(_WORD.findall(text))
        corrected = ((word, self._correct_word(word)) for word in words)
        return {word: correction for word, correction in corrected if correction != word}

    def _correct_word(self, written: str) -> str:
        word = written.lower()
        if self._is_known(word):
            return written
        meant = self._spelt_out(word)
        if len(meant) == 1:
            return meant[0]
        if meant or len(word) < _SHORTEST_WORD:
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

    def _spelt_out(self, word: str) -> list[str]:
        """The very common words that an abbreviation may stand for."""
        stem = word.removesuffix("s")
        alike = self._by_initial.get(word[0], ())
        common = [known for known in alike if self.uses[known] >= _USES_OF_A_SHORT_CORRECTION]
        if len(word) >= _SHORTEST_ABBREVIATION and _VOWELS.search(word) is None:
            return [known for known in common if lacks_vowels(word, known)]
        if len(stem) < _SHORTEST_ABBREVIATION:
            return []
        longer = [
            known
            for known in common
            if known.startswith(stem)
            and len(known) >= len(word) + _LEFT_OUT
            and known.endswith("s") == word.endswith("s")
        ]
        least = _GO_ON_ALIKE * self._uses_of_all(stem) if longer else 0
        # Nearly all that begins like it goes on as that does: "deg" as "degree".
        meant = (
            known
            for known in longer
            if self._uses_of_all(known[: len(stem) + _LETTERS_ALIKE]) >= least
        )
        return list(islice(meant, 1))

    def _uses_of_all(self, beginning: str) -> int:
        """How often words are used that begin so."""
        return sum(uses for known, uses in self.uses.items() if known.startswith(beginning))

    def _is_known(self, word: str) -> bool:
        return self.uses.get(word, 0) >= _USES_OF_A_KNOWN_WORD or word in dictionary()
