from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from components.kernel_classifier import KernelClassifier, KernelSettings
from components.ngrams import NgramFeatures, SparseRow
from components.universal_sentence_encoder import UniversalSentenceEncoder
from tests.components.small_training_data import EXAMPLES

SETTINGS = KernelSettings(meaning_weight=4.0, meaning_sharpness=2.0, regularization=1.0)
TEXTS = [example.text for example in EXAMPLES]
LABELS = [example.label for example in EXAMPLES]


def rows_of(ngrams: csr_matrix) -> list[SparseRow]:
    return [(row.indices, row.data) for row in ngrams]


@pytest.mark.parametrize("left_out", [0, 13, len(EXAMPLES) - 1])
def test_leave_one_out_scores_are_those_of_a_classifier_without_the_example(
    encoder: UniversalSentenceEncoder, left_out: int
) -> None:
    ngrams = NgramFeatures.fit(TEXTS).transform(TEXTS)
    vectors = encoder.encode(TEXTS)
    # A second labelling, in which some are in no class.
    sizes = ["short" if len(text) < 20 else None for text in TEXTS]
    _, unseen = KernelClassifier.fit(ngrams, vectors, [LABELS, sizes], SETTINGS)

    others = [row for row in range(len(TEXTS)) if row != left_out]
    smaller, _ = KernelClassifier.fit(
        ngrams[others],
        vectors[others],
        [[labels[row] for row in others] for labels in (LABELS, sizes)],
        SETTINGS,
    )
    cosines = smaller.cosines(vectors[[left_out]])
    for scores, expected in zip(
        smaller.scores(rows_of(ngrams[[left_out]]), cosines), unseen, strict=True
    ):
        np.testing.assert_allclose(scores[0], expected[left_out], atol=1e-3)


def test_many_examples_give_nearly_the_exact_answers() -> None:
    # More than the large solution takes at a time, and not by a round number.
    count = 1_234
    random = np.random.default_rng(0)
    words = sorted({word for text in TEXTS for word in text.split()})
    texts = [" ".join(random.choice(words, 4)) for _ in range(count)]
    ngrams = NgramFeatures.fit(texts).transform(texts)
    vectors = random.normal(size=(count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = random.choice(LABELS, count).tolist()

    exact, [exact_unseen] = KernelClassifier.fit(ngrams, vectors, [labels], SETTINGS)
    large, [large_unseen] = KernelClassifier.fit(
        ngrams, vectors, [labels], SETTINGS, most_in_double=0
    )
    np.testing.assert_allclose(large_unseen, exact_unseen, atol=1e-3)
    cosines = exact.cosines(vectors)
    rows = rows_of(ngrams)
    # Either's weights are rounded to 8 bits.
    np.testing.assert_allclose(
        large.scores(rows, cosines)[0], exact.scores(rows, cosines)[0], atol=5e-3
    )


def test_restored_ngrams_give_the_same_features() -> None:
    ngrams = NgramFeatures.fit(TEXTS)
    expected = ngrams.transform(TEXTS)
    restored = NgramFeatures.from_arrays(ngrams.to_arrays())
    np.testing.assert_allclose(restored.transform(TEXTS).toarray(), expected.toarray(), atol=1e-6)


def test_ngrams_survive_a_typo_and_a_missing_accent() -> None:
    ngrams = NgramFeatures.fit([*TEXTS, "études requises"])
    typed, meant, other = ngrams.transform(["vancuver", "vancouver", "statistics"]).toarray()
    assert typed @ meant > typed @ other + 0.2
    with_accent, without = ngrams.transform(["études requises", "etudes requises"]).toarray()
    np.testing.assert_allclose(with_accent, without)
