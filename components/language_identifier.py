"""Language identification: logistic regression over character n-grams, learnt from our questions.

On our held-out questions, message by message and without a prior, it is right more often than
language identifiers for every kind of text: it has seen "c'est quoi un ML engineer". Word lists
know what our questions don't have: "python suffit?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from components.arrays import read_arrays
from components.hashed_names import HashedNames, hashes_of
from components.word_languages import WordLanguages

_REGULARIZATION = 0.3
_LONGEST = 4
_FRAGMENT_WORDS = (2, 3)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILE = "language_identifier.npz"


class LanguageIdentifier:
    """Says how strongly a text speaks for each language.

    Evidence adds up with every n-gram, so that a long text is surer than a word, and a name that is
    written alike in all languages says nothing.
    """

    def __init__(
        self,
        names: Sequence[str],
        features: HashedNames,
        weights: npt.NDArray[np.float32],
        bias: npt.NDArray[np.float32],
        words: WordLanguages,
    ) -> None:
        """Makes an identifier from what was learnt.

        Args:
            names: of the languages.
            features: n-grams, and the like.
            weights: for each of them, its weight for each language.
            bias: for each language.
            words: knows those that belong to one language alone.
        """
        self._names = tuple(names)
        self._features = features
        self._weights = weights
        self._bias = bias
        self._words = words

    @classmethod
    def fit(cls, texts: Sequence[str], languages: Sequence[Iterable[str]]) -> LanguageIdentifier:
        """Learns from examples, and from every two or three words of them that stand together.

        People write "meetup IA montreal" as well as whole sentences; on such, fragments are right
        where sentences alone teach nothing, and they make whole questions no less right.

        Args:
            texts: in the form that `components.normalize` gives.
            languages: of each text; more than one where it is written alike in them ("ok").

        Raises:
            ValueError: there are fewer than two languages.
        """
        examples: dict[str, set[str]] = {}
        for text, own in zip(texts, languages, strict=True):
            for each in (text, *fragments(text)):
                examples.setdefault(each, set()).update(own)
        pairs = [(text, language) for text, own in examples.items() for language in sorted(own)]
        truth = np.array([language for _, language in pairs])
        names = sorted(set(truth))
        if len(names) < 2:
            raise ValueError("At least two languages are needed.")
        words = WordLanguages.from_counts()
        # Words come again: each is looked up once.
        analyzer = partial(features, language_of=cache(words.language_of))
        vectorizer = CountVectorizer(analyzer=analyzer, binary=True, min_df=2, dtype=np.float32)
        rows = vectorizer.fit_transform(text for text, _ in pairs)
        columns = [
            LogisticRegression(C=_REGULARIZATION, class_weight="balanced", solver="liblinear").fit(
                rows, truth == name
            )
            for name in names
        ]
        weights = np.stack([column.coef_[0] for column in columns], axis=1)
        hashes = hashes_of(vectorizer.get_feature_names_out())
        order = hashes.argsort()
        return cls(
            names,
            HashedNames(hashes[order]),
            weights[order].astype(np.float32),
            np.array([column.intercept_[0] for column in columns], np.float32),
            words,
        )

    def log_odds(self, text: str) -> dict[str, float]:
        """How much more likely each language is than all others together, as log-odds.

        Args:
            text: in the form that `components.normalize` gives.
        """
        found = hashes_of({*features(text, self._words.language_of)})
        total = self._bias + self._weights[self._features.places(found)].sum(axis=0)
        return dict(zip(self._names, total.tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Writes it into a folder: arrays, and words a line."""
        np.savez(
            folder / _FILE,
            names=self._names,
            features=self._features.hashes,
            weights=self._weights,
            bias=self._bias,
        )
        self._words.save(folder)

    @classmethod
    def load(cls, folder: Path) -> LanguageIdentifier:
        """Reads what `save` wrote (``OSError`` if it isn't there)."""
        arrays = read_arrays(folder / _FILE)
        return cls(
            arrays["names"].tolist(),
            HashedNames(arrays["features"]),
            arrays["weights"],
            arrays["bias"],
            WordLanguages.load(folder),
        )


def features(text: str, language_of: Callable[[str], str | None]) -> list[str]:
    """Its n-grams, and for each language whether a word of the text belongs to it alone."""
    owners = {language_of(word) for word in _WORD.findall(text)}
    return [*ngrams(text), *(f"<{language}>" for language in sorted(filter(None, owners)))]


def ngrams(text: str) -> list[str]:
    """Every run of one to four letters within a word, spaces around it included."""
    padded = [f" {word} " for word in text.split()]
    return [
        word[start : start + length]
        for word in padded
        for length in range(1, _LONGEST + 1)
        for start in range(len(word) - length + 1)
    ]


def fragments(text: str) -> list[str]:
    """Every two or three words of a longer text that stand together."""
    words = text.split()
    return [
        " ".join(words[start : start + length])
        for length in _FRAGMENT_WORDS
        if length < len(words)
        for start in range(len(words) - length + 1)
    ]
