"""Sparse features: tf-idf of character and word n-grams, for typos and exact terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from components.arrays import NamedArrays

SparseRow = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]
"""The columns of a row that aren't 0, and what they are."""

_Half = tuple[Callable[[str], list[str]], dict[str, int], npt.NDArray[np.float32]]


class NgramFeatures:
    """tf-idf of 2 to 5 letters within words, and of words and word pairs, side by side.

    Both halves have length 1 for each text, so that neither drowns the other; accents are folded,
    since many people leave them out.
    """

    def __init__(self) -> None:
        """Create the two vectorizers, not yet fitted."""
        common = {"sublinear_tf": True, "strip_accents": "unicode", "dtype": np.float32}
        self._vectorizers = {
            "letters": TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common),
            # The pattern keeps words of one letter: "r", "u", "c".
            "words": TfidfVectorizer(token_pattern=r"\b\w+\b", ngram_range=(1, 2), **common),
        }
        self._halves: list[_Half] = []

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the n-grams of the texts and return their features, shape (texts, n-grams)."""
        blocks = [v.fit_transform(texts) for v in self._vectorizers.values()]
        self._take_over()
        return hstack(blocks, format="csr", dtype=np.float32)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return the features of one text or more, shape (texts, n-grams)."""
        rows = [self.features(text) for text in texts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns, values = (np.concatenate(each) for each in zip(*rows, strict=True))
        size = sum(len(places) for _, places, _ in self._halves)
        return csr_matrix((values, columns, starts), shape=(len(texts), size), dtype=np.float32)

    def features(self, text: str) -> SparseRow:
        """Return the features of one text.

        What scikit-learn's vectorizers return, in a tenth of their time for a text: they check and
        copy each table on the way, however small.
        """
        columns, values, first = [], [], 0
        for analyze, places, weights in self._halves:
            found = Counter(map(places.get, analyze(text)))
            found.pop(None, None)  # those that aren't known
            place = np.fromiter(found.keys(), np.int32, len(found))
            counts = np.fromiter(found.values(), np.float32, len(found))
            value = (1.0 + np.log(counts)) * weights[place]
            columns.append(first + place)
            values.append(value / (np.sqrt(value @ value) or 1.0))
            first += len(places)
        return np.concatenate(columns), np.concatenate(values)

    def to_arrays(self) -> NamedArrays:
        """Return what was learnt: for each vectorizer its n-grams and their weights."""
        arrays = {}
        for name, vectorizer in self._vectorizers.items():
            arrays[f"{name}_ngrams"] = vectorizer.get_feature_names_out().astype(str)
            arrays[f"{name}_weights"] = vectorizer.idf_
        return arrays

    @classmethod
    def from_arrays(cls, arrays: NamedArrays) -> NgramFeatures:
        """Restore what `to_arrays` returned."""
        features = cls()
        for name, vectorizer in features._vectorizers.items():
            vectorizer.set_params(vocabulary=arrays[f"{name}_ngrams"].tolist())
            vectorizer.idf_ = arrays[f"{name}_weights"]
        features._take_over()
        return features

    def _take_over(self) -> None:
        """Get from each vectorizer what cuts a text, the n-grams' columns and their weights."""
        self._halves = [
            (
                vectorizer.build_analyzer(),
                vectorizer.vocabulary_,
                vectorizer.idf_.astype(np.float32),
            )
            for vectorizer in self._vectorizers.values()
        ]
