"""What every sentence encoder promises, held against the one there is."""

from __future__ import annotations

import numpy as np

from components.text_encoder import TextEncoder
from components.universal_sentence_encoder import UniversalSentenceEncoder


def test_a_vector_of_length_one_for_each_text(encoder: UniversalSentenceEncoder) -> None:
    any_encoder: TextEncoder = encoder

    vectors = any_encoder.encode(["what does it pay", "quel est le salaire", "?"])

    assert vectors.shape == (3, any_encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_the_dot_product_is_closeness_in_meaning(encoder: UniversalSentenceEncoder) -> None:
    pay, salaire, pizza = encoder.encode(
        ["what is the salary", "quel est le salaire", "i like pizza"]
    )

    assert pay @ salaire > pay @ pizza


def test_no_texts_have_no_vectors(encoder: UniversalSentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)
