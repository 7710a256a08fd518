from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.exceptions import RasaException

from components.universal_sentence_encoder import (
    WEIGHT_FILES,
    WEIGHTS_FOLDER,
    UniversalSentenceEncoder,
    check_weights,
)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for name in WEIGHT_FILES:
        shutil.copy(WEIGHTS_FOLDER / name, tmp_path / name)
    return tmp_path


def test_untouched_weights_are_accepted(weights: Path) -> None:
    check_weights(weights)


@pytest.mark.parametrize("name", WEIGHT_FILES)
def test_a_single_changed_byte_is_noticed(weights: Path, name: str) -> None:
    with (weights / name).open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(RasaException, match=name):
        check_weights(weights)


@pytest.mark.parametrize("name", WEIGHT_FILES)
def test_a_missing_file_is_noticed(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(RasaException, match=name):
        check_weights(weights)


def test_vectors_have_length_one(encoder: UniversalSentenceEncoder) -> None:
    vectors = encoder.encode(["which city is best", "pay", "", "à Montréal " * 80])
    assert vectors.shape == (4, encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, rtol=1e-4)


def test_the_same_question_in_french_is_closer_than_another_one(
    encoder: UniversalSentenceEncoder,
) -> None:
    question, in_french, another = encoder.encode(
        [
            "how much do engineers earn",
            "combien gagnent les ingénieurs",
            "which city is best",
        ]
    )
    assert question @ in_french > question @ another + 0.2


def test_a_text_has_the_same_vector_in_any_batch(encoder: UniversalSentenceEncoder) -> None:
    texts = ["is python enough", "what about the soft ones", "salary"]
    np.testing.assert_allclose(
        encoder.encode(texts), np.vstack([encoder.encode([text]) for text in texts]), atol=1e-5
    )
