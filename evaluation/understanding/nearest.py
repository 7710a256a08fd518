"""Nearest neighbours: the training examples most like a message, by the classifier's kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from components.arrays import FloatArray
from components.kernel_classifier import KernelSettings, meaning_similarity
from components.ngrams import NgramFeatures
from components.normalize import normalize
from components.text_encoder import TextEncoder
from evaluation.understanding.examples import Example

_CANDIDATES = 30
"""Of so many examples that share most n-grams with a message, the nearest are chosen."""


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
        """Counts the examples' n-grams."""
        self.examples = list(examples)
        self.texts = [normalize(example.text) for example in examples]
        self.settings = settings
        self._encoder = encoder
        self._features = NgramFeatures.fit(self.texts)
        self.ngrams = self._features.transform(self.texts)

    @cached_property
    def vectors(self) -> npt.NDArray[np.float32]:
        """The examples' sentence vectors; to encode one takes a millisecond."""
        return self._encoder.encode(self.texts)

    def nearest(
        self, texts: Sequence[str], count: int, least: float = 0.0
    ) -> list[list[Neighbour]]:
        """The examples most like each message, the most alike first.

        Of those that share most n-grams with it, or enough to be as alike as `least`: only these
        are encoded.

        Args:
            texts: In the form that `components.normalize` gives.
            count: So many for each, or fewer.
            least: From 0 to 1; what is less alike isn't looked for, and nothing else is missed.
        """
        if not texts:
            return []
        shared = (self._features.transform(texts) @ self.ngrams.T).toarray()
        # With the same meaning, what shares fewer n-grams is still less alike.
        enough = least * self._most - self.settings.meaning_weight
        if enough > 0:
            candidates = [np.flatnonzero(row >= enough) for row in shared]
        else:
            candidates = list(np.argsort(-shared, axis=1)[:, : max(_CANDIDATES, count)])
        cosines = self._cosines(texts, candidates)
        found = []
        for row, places in enumerate(candidates):
            meaning = meaning_similarity(cosines[row], self.settings)
            likeness = (shared[row, places] + meaning) / self._most
            best = [i for i in np.argsort(-likeness)[:count].tolist() if likeness[i] >= least]
            found.append([Neighbour(self.examples[places[i]], float(likeness[i])) for i in best])
        return found

    @property
    def _most(self) -> float:
        """What a text has with itself: letters and words 1 each, meaning its weight."""
        return 2.0 + self.settings.meaning_weight

    def _cosines(
        self, texts: Sequence[str], candidates: Sequence[npt.NDArray[np.intp]]
    ) -> list[FloatArray]:
        """Of each text with each of its candidates; each is encoded once."""
        encoded = np.unique(np.concatenate(candidates))
        vectors = self._encoder.encode([self.texts[place] for place in encoded.tolist()])
        own = self._encoder.encode(texts)
        return [
            vectors[np.searchsorted(encoded, places)] @ vector
            for vector, places in zip(own, candidates, strict=True)
        ]
