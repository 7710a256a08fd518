"""Nearest neighbours: the training examples most like a message, by the classifier's kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.arrays import FloatArray
from components.kernel_classifier import KernelSettings, meaning_similarity
from components.ngrams import NgramFeatures
from components.normalize import normalize
from components.text_encoder import TextEncoder
from evaluation.understanding.examples import Example


@dataclass(frozen=True)
class Neighbour:
    """A training example that is like a message.

    Attributes:
        example: The example.
        likeness: From 0 to 1, which only the same words in the same order have.
    """

    example: Example
    likeness: float


class TrainingIndex:
    """The training examples, as features and sentence vectors."""

    def __init__(
        self, examples: Sequence[Example], encoder: TextEncoder, settings: KernelSettings
    ) -> None:
        """Encodes the examples; takes some milliseconds for each."""
        self.examples = list(examples)
        self.texts = [normalize(example.text) for example in examples]
        self.settings = settings
        self._encoder = encoder
        self._features = NgramFeatures.fit(self.texts)
        self.ngrams = self._features.transform(self.texts)
        self.vectors = encoder.encode(self.texts)

    def likeness(self, texts: Sequence[str]) -> FloatArray:
        """How alike messages are to each example, shape (messages, examples).

        Args:
            texts: In the form that `components.normalize` gives; at least one.
        """
        ngrams = self._features.transform(texts) @ self.ngrams.T
        meaning = meaning_similarity(self._encoder.encode(texts) @ self.vectors.T, self.settings)
        # What a text has with itself: letters and words 1 each, meaning its weight.
        most = 2.0 + self.settings.meaning_weight
        likeness: FloatArray = (ngrams.toarray() + meaning) / most
        return likeness

    def nearest(self, texts: Sequence[str], count: int) -> list[list[Neighbour]]:
        """The examples most like each message, the most alike first."""
        if not texts:
            return []
        likeness = self.likeness(texts)
        order = np.argsort(-likeness, axis=1)[:, :count]
        return [
            [Neighbour(self.examples[i], float(likeness[row, i])) for i in best]
            for row, best in enumerate(order)
        ]
