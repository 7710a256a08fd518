from __future__ import annotations

import numpy as np
import pytest

from components.kernel_classifier import KernelClassifier, KernelSettings
from components.ngrams import NgramFeatures
from components.universal_sentence_encoder import UniversalSentenceEncoder
from tests.unit.components.small_training_data import EXAMPLES

SETTINGS = KernelSettings(meaning_weight=4.0, meaning_sharpness=2.0, regularization=1.0)
TEXTS = [example.text for example in EXAMPLES]
LABELS = [example.label for example in EXAMPLES]


@pytest.mark.parametrize("left_out", [0, 13, len(EXAMPLES) - 1])
def test_leave_one_out_scores_are_those_of_a_classifier_without_the_example(
    encoder: UniversalSentenceEncoder, left_out: int
) -> None:
    ngrams = NgramFeatures().fit_transform(TEXTS)
    vectors = encoder.encode(TEXTS)
    _, unseen_scores = KernelClassifier.fit(ngrams, vectors, LABELS, SETTINGS)

    others = [row for row in range(len(TEXTS)) if row != left_out]
    smaller, _ = KernelClassifier.fit(
        ngrams[others], vectors[others], [LABELS[row] for row in others], SETTINGS
    )
    cosines = smaller.cosines(vectors[[left_out]])
    np.testing.assert_allclose(
        smaller.scores(ngrams[[left_out]], cosines)[0], unseen_scores[left_out], atol=1e-4
    )


def test_restored_ngrams_give_the_same_features() -> None:
    ngrams = NgramFeatures()
    expected = ngrams.fit_transform(TEXTS)
    restored = NgramFeatures.from_arrays(ngrams.to_arrays())
    np.testing.assert_allclose(restored.transform(TEXTS).toarray(), expected.toarray(), atol=1e-6)


def test_ngrams_survive_a_typo_and_a_missing_accent() -> None:
    ngrams = NgramFeatures()
    ngrams.fit_transform([*TEXTS, "études requises"])
    typed, meant, other = ngrams.transform(["vancuver", "vancouver", "statistics"]).toarray()
    assert typed @ meant > typed @ other + 0.2
    with_accent, without = ngrams.transform(["études requises", "etudes requises"]).toarray()
    np.testing.assert_allclose(with_accent, without)
