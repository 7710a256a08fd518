"""Contextual intent classification: what a message asks that leans on the question before it.

Kernel ridge regression, stacked on the intent classifier: two pairs of question and message are as
alike as the classifier's scores of their messages, by themselves and together with the question
before, and as their sentence vectors. Which earlier words count, and for what, is so learned once
for all topics: "how long" of whatever was asked, "what do they earn" of pay, whatever was.

On held-out pairs that nobody who wrote the training pairs has seen, the intent was right for 91 in
100, and the aspect for 81; of both texts read as one by the intent classifier alone, for 82 and 48.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from components.arrays import FloatArray, NamedArrays, TextArray
from components.aspect_model import AspectModel
from components.calibration import fit_temperature
from components.kernel_classifier import by_labelling, classes_and_targets
from components.labelled_pairs import LabelledPair
from components.large_kernel import solve_large
from components.reading import OUT_OF_SCOPE
from components.softmax import softmax

# Chosen of a few by the pairs of `tests/nlu/in_context.yml`; half or twice as much makes less than
# a point of difference.
_SCORES_WEIGHT, _MEANING_WEIGHT, _BOTH_MEANINGS_WEIGHT = 4.0, 2.0, 4.0
_SCORES_SHARPNESS, _MEANING_SHARPNESS, _REGULARIZATION = 0.1, 2.0, 1.0
# So many pairs, drawn at random, are enough to find temperatures with.
_LEFT_OUT = 6_000

_KIND_SEPARATOR = "/"
_YES, _NO = "yes", "no"
_ASPECT, _ANSWERABLE = "aspect", "answerable"


@dataclass(frozen=True)
class Features:
    """What the intent classifier has of texts.

    Attributes:
        scores: for each class of each of its labellings, shape (texts, classes).
        vectors: sentence vectors of length 1, shape (texts, dimension).
    """

    scores: FloatArray
    vectors: FloatArray

    @cached_property
    def squares(self) -> FloatArray:
        """The squared length of each text's scores, shape (texts,)."""
        lengths: FloatArray = (self.scores**2).sum(axis=1)
        return lengths


@dataclass(frozen=True)
class InContext:
    """What a message asks, given the question before it.

    Attributes:
        ranking: intents with their confidences, which sum to 1, the likeliest first.
        kind: if the first is ``out_of_scope``, what sort of near miss it is.
        aspects: aspects with their confidences, likewise.
        answerable: how likely the guide has an answer to the very point, from 0 to 1.
    """

    ranking: list[tuple[str, float]]
    kind: str | None
    aspects: list[tuple[str, float]]
    answerable: float | None


class ContextModel:
    """Reads a message by what it is alone, and what it is with the question before it."""

    def __init__(
        self,
        own: Features,
        both: Features,
        weights: FloatArray,
        classes: Sequence[TextArray],
        temperature: float,
        aspects: AspectModel,
        answerability: AspectModel,
    ) -> None:
        """Puts together what was learnt; `fit` and `from_arrays` do that.

        Args:
            own: of the training pairs' messages alone.
            both: of these together with the questions before them.
            weights: shape (pairs, classes of all labellings).
            classes: the class names of each labelling: intents with kinds, aspects, answerability.
            temperature: divides scores before they become probabilities.
            aspects: how sure to be of aspects.
            answerability: the same of whether there is an answer.
        """
        self._own, self._both = own, both
        self._weights = weights
        self._classes = tuple(classes)
        self._temperature = temperature
        self._aspects, self._answerability = aspects, answerability

    @classmethod
    def fit(cls, own: Features, both: Features, pairs: Sequence[LabelledPair]) -> ContextModel:
        """Learns from pairs, and what the classifier has of each."""
        order = np.random.default_rng(0).permutation(len(pairs))
        pairs, own, both = (
            [pairs[place] for place in order.tolist()],
            _of(own, order),
            _of(both, order),
        )
        intents = [pair.intent for pair in pairs]
        asks = [pair.intent != OUT_OF_SCOPE for pair in pairs]
        labels: list[list[str | None]] = [
            [_label(pair) for pair in pairs],
            [pair.aspect if is_asked else None for pair, is_asked in zip(pairs, asks, strict=True)],
            [
                (_YES if pair.answerable else _NO) if is_asked else None
                for pair, is_asked in zip(pairs, asks, strict=True)
            ],
        ]
        classes, targets = classes_and_targets(labels)

        def similarity(one: slice, other: slice) -> FloatArray:
            return _similarity(_of(own, one), _of(both, one), _of(own, other), _of(both, other))

        left_out = min(len(pairs), _LEFT_OUT)
        weights, unseen_scores = solve_large(similarity, _REGULARIZATION, targets, left_out)
        unseen = by_labelling(unseen_scores, classes)
        last = np.array(labels[0][len(pairs) - left_out :], dtype=str)
        temperature = fit_temperature(unseen[0], last, classes[0])
        aspects, answerability = (
            AspectModel.fit(scores, names, intents, truth)
            for scores, names, truth in zip(unseen[1:], classes[1:], labels[1:], strict=True)
        )
        weights = weights.astype(np.float32)
        return cls(own, both, weights, classes, temperature, aspects, answerability)

    def predict(self, own: Features, both: Features) -> list[InContext]:
        """Says what messages ask.

        Args:
            own: of the messages alone.
            both: of each together with the question before it.
        """
        alike = _similarity(own, both, self._own, self._both)
        labels, aspects, answers = by_labelling(alike @ self._weights, self._classes)
        return [self._in_context(*row) for row in zip(labels, aspects, answers, strict=True)]

    def _in_context(
        self, scores: FloatArray, aspect_scores: FloatArray, answer_scores: FloatArray
    ) -> InContext:
        chances = softmax(scores / self._temperature)
        shares: dict[str, float] = {}
        for label, chance in zip(self._classes[0].tolist(), chances.tolist(), strict=True):
            intent, _, _ = label.partition(_KIND_SEPARATOR)
            shares[intent] = shares.get(intent, 0.0) + chance
        ranking = sorted(shares.items(), key=lambda each: -each[1])
        best = ranking[0][0]
        if best == OUT_OF_SCOPE:
            outside = [
                (chance, label)
                for label, chance in zip(self._classes[0].tolist(), chances.tolist(), strict=True)
                if label.partition(_KIND_SEPARATOR)[0] == OUT_OF_SCOPE
            ]
            kind = max(outside)[1].partition(_KIND_SEPARATOR)[2]
            return InContext(ranking, kind or None, [], None)
        answerable = dict(self._answerability.ranking(answer_scores, best))[_YES]
        return InContext(ranking, None, self._aspects.ranking(aspect_scores, best), answerable)

    def to_arrays(self) -> NamedArrays:
        """What was learnt."""
        return {
            **{f"classes_{number}": names for number, names in enumerate(self._classes)},
            "own_scores": self._own.scores,
            "own_vectors": self._own.vectors,
            "both_scores": self._both.scores,
            "both_vectors": self._both.vectors,
            "weights": self._weights,
            "temperature": np.array(self._temperature),
            **self._aspects.to_arrays(_ASPECT),
            **self._answerability.to_arrays(_ANSWERABLE),
        }

    @classmethod
    def from_arrays(cls, arrays: NamedArrays) -> ContextModel:
        """Restores what `to_arrays` gave."""
        classes = [arrays[f"classes_{number}"] for number in range(3)]
        return cls(
            Features(arrays["own_scores"], arrays["own_vectors"]),
            Features(arrays["both_scores"], arrays["both_vectors"]),
            arrays["weights"],
            classes,
            float(arrays["temperature"]),
            AspectModel.from_arrays(arrays, _ASPECT, classes[1]),
            AspectModel.from_arrays(arrays, _ANSWERABLE, classes[2]),
        )


def _label(pair: LabelledPair) -> str:
    """The class to learn: each kind of near miss is one of its own."""
    return f"{pair.intent}{_KIND_SEPARATOR}{pair.kind}" if pair.kind else pair.intent


def _of(features: Features, some: slice | npt.NDArray[np.intp]) -> Features:
    return Features(features.scores[some], features.vectors[some])


def _similarity(own: Features, both: Features, others: Features, in_both: Features) -> FloatArray:
    """How alike pairs are, shape (pairs, other pairs); a constant 1 stands for the intercept."""
    read_alike = np.exp(-_SCORES_SHARPNESS * (_distance(own, others) + _distance(both, in_both)))
    meant_alike = np.exp(_MEANING_SHARPNESS * (own.vectors @ others.vectors.T - 1.0))
    together = np.exp(_MEANING_SHARPNESS * (both.vectors @ in_both.vectors.T - 1.0))
    meaning = meant_alike * (_MEANING_WEIGHT + _BOTH_MEANINGS_WEIGHT * together)
    alike: FloatArray = _SCORES_WEIGHT * read_alike + meaning + 1.0
    return alike


def _distance(one: Features, other: Features) -> FloatArray:
    """The squared distance of scores, shape (one, other)."""
    squares = one.squares[:, None] + other.squares
    distance: FloatArray = np.maximum(squares - 2.0 * (one.scores @ other.scores.T), 0.0)
    return distance
