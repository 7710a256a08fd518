"""Weighted words and letter sequences of a text: what survives typos and names exact terms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from components.arrays import NamedArrays


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

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the n-grams of the texts and return their features, shape (texts, n-grams)."""
        return self._side_by_side([v.fit_transform(texts) for v in self._vectorizers.values()])

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return the features of the texts, shape (texts, n-grams)."""
        return self._side_by_side([v.transform(texts) for v in self._vectorizers.values()])

    @staticmethod
    def _side_by_side(blocks: list[csr_matrix]) -> csr_matrix:
        return hstack(blocks, format="csr", dtype=np.float32)

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
        return features
