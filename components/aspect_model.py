"""Aspect classification: what about its topic a question asks (how hard, what it costs, where).

The aspects are a second labelling of the intent classifier's examples, so they are scored with the
intents, from the same features. What people usually ask about a topic counts, too: "how much" of
pay is the plain question, of mathematics it asks how deep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.arrays import FloatArray, NamedArrays, TextArray
from components.calibration import fit_temperature
from components.softmax import softmax

PRIOR_WEIGHT = 0.05
"""Of the logarithm of an aspect's share among the topic's questions, beside the score. Chosen by
cross-validation on the training questions, of 0, 0.02, 0.05, 0.1, 0.2 and 0.3."""

_UNSEEN = 0.5
"""Counted for an aspect that no question about a topic asks, so that it isn't impossible."""


@dataclass(frozen=True)
class AspectModel:
    """How sure to be of each aspect.

    Attributes:
        aspects: Shape (aspects,); empty if no training example has one.
        intents: Those whose examples have aspects, shape (intents,).
        log_shares: The logarithm of each aspect's share of an intent, shape (intents, aspects).
        temperature: Divides scores before they become probabilities.
    """

    aspects: TextArray
    intents: TextArray
    log_shares: FloatArray
    temperature: float

    @classmethod
    def fit(
        cls,
        unseen_scores: FloatArray,
        aspects: TextArray,
        intents: Sequence[str],
        truth: Sequence[str | None],
    ) -> AspectModel:
        """Learn from examples.

        Args:
            unseen_scores: What each of the last examples gets from the others alone, shape
                (last examples, aspects).
            aspects: The names of the columns, in order.
            intents: Of each example.
            truth: The aspect of each example; ``None`` if it has none.
        """
        rows = [row for row, aspect in enumerate(truth) if aspect is not None]
        of_rows = np.array([intents[row] for row in rows], dtype=str)
        known = np.unique(of_rows)
        own = np.searchsorted(known, of_rows)
        right = np.array([truth[row] for row in rows], dtype=str)
        counts = np.full((len(known), len(aspects)), _UNSEEN)
        np.add.at(counts, (own, np.searchsorted(aspects, right)), 1.0)
        log_shares = np.log(counts / counts.sum(axis=1, keepdims=True))
        places = np.array(rows, dtype=int) - (len(truth) - len(unseen_scores))
        last = places >= 0
        if not last.any():
            return cls(aspects, known, log_shares, 1.0)
        scores = unseen_scores[places[last]] + PRIOR_WEIGHT * log_shares[own[last]]
        return cls(aspects, known, log_shares, fit_temperature(scores, right[last], aspects))

    def ranking(self, scores: FloatArray, intent: str) -> list[tuple[str, float]]:
        """The aspects of a question with their confidences, which sum to 1; the likeliest first.

        Args:
            scores: Of the question, shape (aspects,).
            intent: What the question is about; one that has no aspects adds nothing.
        """
        place = np.flatnonzero(self.intents == intent)
        if len(place):
            scores = scores + PRIOR_WEIGHT * self.log_shares[place[0]]
        chances = softmax(scores / self.temperature) if len(scores) else scores
        names, confidences = self.aspects.tolist(), chances.tolist()
        return [(names[i], confidences[i]) for i in np.argsort(-chances).tolist()]

    def to_arrays(self, prefix: str) -> NamedArrays:
        """Return what was learnt, under names that begin with ``prefix``."""
        return {
            f"{prefix}_intents": self.intents,
            f"{prefix}_log_shares": self.log_shares,
            f"{prefix}_temperature": np.array(self.temperature),
        }

    @classmethod
    def from_arrays(cls, arrays: NamedArrays, prefix: str, aspects: TextArray) -> AspectModel:
        """Restore what `to_arrays` returned."""
        return cls(
            aspects,
            arrays[f"{prefix}_intents"],
            arrays[f"{prefix}_log_shares"],
            float(arrays[f"{prefix}_temperature"]),
        )
