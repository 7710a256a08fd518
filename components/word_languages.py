"""Which language a word belongs to: the one that uses it far more often than all others.

By the word counts inside the pyspellchecker package. Both languages have "important" and "stage";
only one has "suffit", and "data" is hardly ever French.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from components.fold import fold
from components.spelling import DICTIONARIES, word_counts
from components.word_list import WordList

# How many times as often as in any other language.
_FAR_MORE_OFTEN = 30


def language_of_word(word: str) -> str | None:
    """The language that a word belongs to, if it is one's.

    Args:
        word: in lower case, with its accents or without.
    """
    return next((each for each, own in words_of_one_language().items() if word in own), None)


@lru_cache(maxsize=1)
def words_of_one_language() -> Mapping[str, WordList]:
    """For each language, the words that belong to it alone, also as people type them in a hurry."""
    shares: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for language in DICTIONARIES:
        counts = word_counts(language)
        total = sum(counts.values())
        for word, count in counts.items():
            for form in {word, fold(word)}:
                own = shares[form]
                own[language] = own.get(language, 0.0) + count / total
    belongs: dict[str, list[str]] = {language: [] for language in DICTIONARIES}
    for word, own in shares.items():
        first = max(own, key=own.__getitem__)
        if own[first] > _FAR_MORE_OFTEN * (sum(own.values()) - own[first]):
            belongs[first].append(word)
    return {language: WordList(words) for language, words in belongs.items()}
