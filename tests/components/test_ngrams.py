"""tf-idf of letters and words, quicker than scikit-learn's and the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from components.ngrams import NgramFeatures

TEXTS = [
    "how much does it pay",
    "which skills do i need",
    "is R or C++ needed",
    "salaire à Montréal",
]
NEW = ["how much pay in montreal", "skils i need", "C", "", "zzz qqq"]


def alike(texts: list[str], features: Callable[[list[str]], csr_matrix]) -> npt.NDArray[np.float32]:
    """How alike texts are to those learnt from: the columns may stand in another order."""
    return np.asarray((features(texts) @ features(TEXTS).T).todense())


def scikit_learn(texts: list[str]) -> csr_matrix:
    """Both halves as scikit-learn makes them."""
    common = {"sublinear_tf": True, "strip_accents": "unicode", "dtype": np.float32}
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common).fit(TEXTS)
    words = TfidfVectorizer(token_pattern=r"\b\w+\b", ngram_range=(1, 2), **common).fit(TEXTS)
    return hstack([letters.transform(texts), words.transform(texts)])


@pytest.fixture(scope="module")
def features() -> NgramFeatures:
    return NgramFeatures.fit(TEXTS)


def test_a_text_has_the_features_that_scikit_learn_gives_it(features: NgramFeatures) -> None:
    assert np.allclose(alike(NEW, features.transform), alike(NEW, scikit_learn), atol=1e-6)


def test_both_halves_have_length_one(features: NgramFeatures) -> None:
    row = features.transform(["how much does it pay"])

    assert float(row.multiply(row).sum()) == pytest.approx(2.0, abs=1e-5)


def test_accents_make_no_difference(features: NgramFeatures) -> None:
    accented, plain = features.transform(["salaire à montréal", "salaire a montreal"])

    assert abs(accented - plain).max() == 0


def test_what_is_stored_is_restored(features: NgramFeatures) -> None:
    restored = NgramFeatures.from_arrays(features.to_arrays())

    assert np.allclose(restored.transform(NEW).todense(), features.transform(NEW).todense())
