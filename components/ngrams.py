"""Sparse features: tf-idf of character and word n-grams, for typos and exact terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import combining, normalize

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from components.arrays import NamedArrays
from components.hashed_names import HashedNames, Hashes, hashes_of, hashes_of_runs

SparseRow = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]
"""The columns of a row that aren't 0, and what they are."""

# Of one letter, too: "r", "u", "c".
_WORD = re.compile(r"\b\w+\b")
_SHORTEST, _LONGEST = 2, 5

# Turns the hash of a word's letters into that of the word.
_OF_WORDS = np.uint64(0x5555555555555555)


def _letters(text: str) -> Hashes:
    """The hashes of 2 to 5 letters within words, the spaces around a word included."""
    apart = "".join(f" {word} " for word in text.split())
    space = np.array([letter == " " for letter in apart], np.bool_)
    gaps = space[1:] & space[:-1]
    has_gap = np.zeros(len(apart) + 1, np.bool_)
    found = []
    for longer, hashes in enumerate(hashes_of_runs(apart, _LONGEST)):
        has_gap = has_gap[:-1] | gaps[longer - 1 :] if longer else has_gap[:-1]
        if longer + 1 >= _SHORTEST:
            found.append(hashes[~has_gap])
    return np.concatenate(found)


def _words(text: str) -> Hashes:
    """The hashes of words, and of each two that stand together."""
    words = _WORD.findall(text)
    return hashes_of([*words, *map(" ".join, pairwise(words))])


def _ngrams(text: str) -> Hashes:
    plain = _plain(text)
    return np.concatenate([_letters(plain), _words(plain) ^ _OF_WORDS])


class NgramFeatures:
    """tf-idf of 2 to 5 letters within words, and of words and word pairs, side by side.

    Both halves have length 1 for each text, so that neither drowns the other; accents are folded,
    since many people leave them out. They are those of scikit-learn's vectorizers, which check and
    copy each table on the way, however small.
    """

    def __init__(
        self,
        known: HashedNames,
        weights: npt.NDArray[np.float32],
        of_words: npt.NDArray[np.int8],
    ) -> None:
        """Create it from what was learnt; `fit` and `from_arrays` do that.

        Args:
            known: The n-grams, a column each.
            weights: Of each, by how few texts have it (idf).
            of_words: Of each, 1 if it is of words, 0 if it is of letters.
        """
        self._known = known
        self._weights = weights
        self._of_words = of_words

    @classmethod
    def fit(cls, texts: Sequence[str]) -> NgramFeatures:
        """Learn the n-grams of the texts."""
        in_each = [np.unique(_ngrams(text)) for text in texts]
        known, having = np.unique(np.concatenate(in_each), return_counts=True)
        weights = np.log((1 + len(texts)) / (1 + having)) + 1
        words = np.concatenate([_words(_plain(text)) ^ _OF_WORDS for text in texts])
        of_words = np.isin(known, words).astype(np.int8)
        return cls(HashedNames(known), weights.astype(np.float32), of_words)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return the features of one text or more, shape (texts, n-grams)."""
        rows = [self.features(text) for text in texts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns, values = (np.concatenate(each) for each in zip(*rows, strict=True))
        shape = len(texts), len(self._known)
        return csr_matrix((values, columns, starts), shape=shape, dtype=np.float32)

    def features(self, text: str) -> SparseRow:
        """Return the features of one text."""
        columns, counts = np.unique(self._known.places(_ngrams(text)), return_counts=True)
        values = (1 + np.log(counts.astype(np.float32))) * self._weights[columns]
        half = self._of_words[columns]
        squares = np.bincount(half, values * values, minlength=2)
        # A half without any n-gram that is known has no values.
        lengths = np.sqrt(squares, dtype=np.float32)
        return columns.astype(np.int32), values / lengths[half]

    def to_arrays(self) -> NamedArrays:
        """Return what was learnt."""
        return {
            "ngrams": self._known.hashes,
            "ngrams_idf": self._weights,
            "ngrams_of_words": self._of_words,
        }

    @classmethod
    def from_arrays(cls, arrays: NamedArrays) -> NgramFeatures:
        """Restore what `to_arrays` returned."""
        return cls(HashedNames(arrays["ngrams"]), arrays["ngrams_idf"], arrays["ngrams_of_words"])


def _plain(text: str) -> str:
    lower = text.lower()
    if lower.isascii():
        return lower
    return "".join(letter for letter in normalize("NFKD", lower) if not combining(letter))
