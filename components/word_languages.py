"""Which language a word belongs to: the one that uses it far more often than all others.

By the word counts inside the pyspellchecker package. Both languages have "important" and "stage";
only one has "suffit", and "data" is hardly ever French.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from components.fold import fold
from components.spelling import DICTIONARIES, word_counts
from components.word_list import WordList

# How many times as often as in any other language.
_FAR_MORE_OFTEN = 30


class WordLanguages:
    """For each language, the words that belong to it alone, also without their accents."""

    def __init__(self, words: Mapping[str, WordList]) -> None:
        """Makes it from each language's words, in lower case."""
        self._words = words

    @classmethod
    def from_counts(cls) -> WordLanguages:
        """Compares how often the languages use each word.

        That takes a second and some 250 MB: it is done when a model is trained, and kept in it.
        """
        shares = {language: _shares(language) for language in DICTIONARIES}
        return cls({language: WordList(_own(language, shares)) for language in DICTIONARIES})

    def language_of(self, word: str) -> str | None:
        """The language that a word belongs to, if it is one's.

        Args:
            word: in lower case, with its accents or without.
        """
        return next((each for each, own in self._words.items() if word in own), None)

    def save(self, folder: Path) -> None:
        """Writes a file for each language into a folder, a word a line."""
        for language, words in self._words.items():
            words.save(_file(folder, language))

    @classmethod
    def load(cls, folder: Path) -> WordLanguages:
        """Reads what `save` wrote (``OSError`` if it isn't there)."""
        return cls({each: WordList.read(_file(folder, each)) for each in DICTIONARIES})


def _shares(language: str) -> Mapping[str, float]:
    """Of a language's texts, the part that is each word, however it is typed."""
    counts = word_counts(language)
    total = sum(counts.values())
    shares: defaultdict[str, float] = defaultdict(float)
    for word, count in counts.items():
        for form in {word, fold(word)}:
            shares[form] += count / total
    return shares


def _own(language: str, shares: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    others = [each for name, each in shares.items() if name != language]
    for word, share in shares[language].items():
        if share > _FAR_MORE_OFTEN * sum(each.get(word, 0.0) for each in others):
            yield word


def _file(folder: Path, language: str) -> Path:
    return folder / f"words.{language}.txt"
