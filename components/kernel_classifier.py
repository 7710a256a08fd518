"""Kernel ridge regression over n-grams and sentence vectors, with exact leave-one-out scores.

Two texts are as alike as their shared n-grams (a linear kernel) plus their closeness in meaning
(a Gaussian kernel of the sentence vectors). Regularised least squares on that similarity, one
column of ±1 targets a class, is solved in closed form. A second labelling of the same texts (what
about its topic a question asks) is a few columns more: similarities and their factorisation, which
take nearly all of the time, are the same. On this project's held-out questions it was
three to five points more accurate than multinomial logistic regression on the same features, it
trains in seconds, and it says what it would have answered for every training example had it never
seen that one, which is where the thresholds come from without setting any data aside.

Sentence vectors are reduced to their principal components first: reading all examples from memory,
once a message, is most of what a message costs here.

Source: Rifkin and Lippert 2007, "Notes on Regularized Least Squares" (leave-one-out: section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_solve, cholesky
from scipy.linalg.lapack import dtrtri
from scipy.sparse import csr_matrix

from components.arrays import FloatArray, NamedArrays, TextArray
from components.few_rows import product
from components.large_kernel import solve_large
from components.ngrams import SparseRow

MOST_IN_DOUBLE = 8_000
"""Above so many examples, memory and time count for more than the last digits."""

_CLASSES = "classes_"


@dataclass(frozen=True)
class KernelSettings:
    """What the similarity is made of; chosen by `evaluation/bench/understanding/grid_search.py`.

    Attributes:
        meaning_weight: Weight of the sentence vectors; letters and words weigh 1 each.
        meaning_sharpness: How fast similarity falls as the angle between two vectors grows:
            ``exp(sharpness · (cosine - 1))``.
        regularization: Added to the similarity of every example with itself; larger is smoother.
        dimensions: Principal components of the sentence vectors that are kept, at most.
    """

    meaning_weight: float = 4.0
    meaning_sharpness: float = 2.0
    regularization: float = 1.0
    dimensions: int = 256


class KernelClassifier:
    """Scores texts for each class: about 1 for a clear member, -1 for none at all.

    There may be several labellings; the classes of one stand beside those of the others.
    """

    def __init__(
        self,
        settings: KernelSettings,
        classes: Sequence[TextArray],
        ngram_weights: npt.NDArray[np.int8],
        ngram_scales: npt.NDArray[np.float32],
        example_weights: npt.NDArray[np.float32],
        examples: npt.NDArray[np.float32],
        principal: npt.NDArray[np.float32],
    ) -> None:
        """Create a classifier from what was learnt.

        Args:
            settings: Those it was fitted with.
            classes: For each labelling, its class names.
            ngram_weights: Shape (n-grams, classes). Quantized: there are millions, of which a text
                needs a few hundred.
            ngram_scales: What a 1 of each n-gram's weights stands for, shape (n-grams,).
            example_weights: Shape (examples, classes).
            examples: Sentence vectors of the training examples, shape (examples, components).
            principal: The principal components, shape (dimension, components).
        """
        self.settings = settings
        self.classes = tuple(classes)
        self._ngram_weights = ngram_weights
        self._ngram_scales = ngram_scales
        self._example_weights = example_weights
        # Number by number in memory, not example by example: the product with one vector takes half
        # the time that it takes where OpenBLAS has to sum along each example.
        self._examples = np.asfortranarray(examples)
        self._principal = np.ascontiguousarray(principal)
        # The similarity has a constant 1, which makes the sum of the weights the intercept.
        self._intercept = example_weights.sum(axis=0)

    @classmethod
    def fit(
        cls,
        ngrams: csr_matrix,
        vectors: npt.NDArray[np.float32],
        labels: Sequence[Sequence[str | None]],
        settings: KernelSettings,
        left_out: int | None = None,
        most_in_double: int = MOST_IN_DOUBLE,
    ) -> tuple[KernelClassifier, list[FloatArray]]:
        """Learn from examples.

        Args:
            ngrams: Shape (examples, n-grams).
            vectors: Sentence vectors of length 1, shape (examples, dimension).
            labels: For each labelling, the class of each example; ``None`` if it is in no class.
            settings: What the similarity is made of.
            left_out: So many of the last examples get leave-one-out scores; by default all do.
            most_in_double: With more examples, the equations are solved by `solve_large`.

        Returns:
            The classifier, and for each labelling the scores that each of the last examples gets
            from the other examples alone, shape (left out, classes).
        """
        left_out = len(vectors) if left_out is None else left_out
        classes, targets = classes_and_targets(labels)
        principal = principal_components(vectors, settings.dimensions)
        vectors = vectors @ principal
        if len(targets) > most_in_double:

            def similarity(one: slice, other: slice) -> FloatArray:
                alike: FloatArray = (ngrams[one] @ ngrams[other].T).toarray()
                alike += meaning_similarity(vectors[one] @ vectors[other].T, settings) + 1.0
                return alike

            weights, unseen = solve_large(similarity, settings.regularization, targets, left_out)
        else:
            weights, unseen = _solve(ngrams, vectors, targets, settings)
            unseen = unseen[len(targets) - left_out :]

        classifier = cls(
            settings,
            classes,
            *quantized(np.asarray(ngrams.T @ weights)),
            weights.astype(np.float32),
            vectors.astype(np.float32),
            principal,
        )
        return classifier, by_labelling(unseen, classes)

    def cosines(self, vectors: npt.NDArray[np.float32]) -> FloatArray:
        """Return the cosine of each text with each training example, shape (texts, examples).

        Of what the principal components have of them.
        """
        return product(product(vectors, self._principal), self._examples.T)

    def reduced(self, vectors: npt.NDArray[np.float32], most: int) -> npt.NDArray[np.float32]:
        """Return the first principal components of texts, of length 1, (texts, components)."""
        first: npt.NDArray[np.float32] = product(vectors, self._principal[:, :most])
        first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-6)
        return first

    def scores(self, ngrams: Sequence[SparseRow], cosines: FloatArray) -> list[FloatArray]:
        """Return for each labelling the score of each text for each class, (texts, classes)."""
        meaning = product(meaning_similarity(cosines, self.settings), self._example_weights)
        scores = self._letters_and_words(ngrams) + meaning + self._intercept
        return by_labelling(scores, self.classes)

    def _letters_and_words(self, ngrams: Sequence[SparseRow]) -> FloatArray:
        scores = np.empty((len(ngrams), self._ngram_weights.shape[1]), np.float32)
        for row, (columns, values) in enumerate(ngrams):
            scaled = values * self._ngram_scales[columns]
            scores[row] = scaled @ self._ngram_weights[columns].astype(np.float32)
        return scores

    def to_arrays(self) -> NamedArrays:
        """Return what was learnt."""
        return {
            **{f"{_CLASSES}{number}": names for number, names in enumerate(self.classes)},
            "ngram_weights": self._ngram_weights,
            "ngram_scales": self._ngram_scales,
            "example_weights": self._example_weights,
            "examples": self._examples,
            "principal": self._principal,
        }

    @classmethod
    def from_arrays(cls, arrays: NamedArrays, settings: KernelSettings) -> KernelClassifier:
        """Restore what `to_arrays` returned."""
        return cls(
            settings,
            [arrays[name] for name in sorted(arrays) if name.startswith(_CLASSES)],
            arrays["ngram_weights"],
            arrays["ngram_scales"],
            arrays["example_weights"],
            arrays["examples"],
            arrays["principal"],
        )


def quantized(
    weights: FloatArray,
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Weights as whole numbers from -127 to 127, and for each row what a 1 stands for."""
    scales = np.abs(weights).max(axis=1) / np.iinfo(np.int8).max
    whole = np.rint(weights / np.where(scales, scales, 1.0)[:, None])
    return whole.astype(np.int8), scales.astype(np.float32)


def classes_and_targets(
    labels: Sequence[Sequence[str | None]],
) -> tuple[list[TextArray], FloatArray]:
    """The class names of each labelling, and the targets of least squares.

    Args:
        labels: For each labelling, the class of each example; ``None`` if it is in no class.

    Returns:
        The names in order, and 1 for the class of an example and -1 for the others, shape
        (examples, classes of all labellings).
    """
    classes = [np.array(sorted({one for one in each if one is not None})) for each in labels]
    targets = [
        np.where(np.array(own, dtype=object)[:, None] == names, 1.0, -1.0)
        for own, names in zip(labels, classes, strict=True)
    ]
    return classes, np.hstack(targets)


def by_labelling(scores: FloatArray, classes: Sequence[TextArray]) -> list[FloatArray]:
    """The columns of each labelling."""
    ends = np.cumsum([len(names) for names in classes])
    return np.split(scores, ends[:-1], axis=1)


def principal_components(vectors: npt.NDArray[np.float32], most: int) -> npt.NDArray[np.float32]:
    """Principal component analysis without centring, so that cosines stay what they are.

    Args:
        vectors: Shape (examples, dimension).
        most: Components to return at most.

    Returns:
        Orthonormal directions, shape (dimension, components), those with the largest share of the
        vectors' squared lengths.
    """
    _, directions = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    return directions[:, ::-1][:, :most].astype(np.float32)


def _solve(
    ngrams: csr_matrix,
    vectors: npt.NDArray[np.float32],
    targets: FloatArray,
    settings: KernelSettings,
) -> tuple[FloatArray, FloatArray]:
    similarity = (ngrams @ ngrams.T).toarray().astype(np.float64)
    similarity += meaning_similarity(vectors @ vectors.T, settings) + 1.0
    similarity[np.diag_indices_from(similarity)] += settings.regularization

    lower = cholesky(similarity, lower=True, overwrite_a=True)
    weights = cho_solve((lower, True), targets)
    # The diagonal of the inverse, from the inverse of the Cholesky factor.
    inverse_lower, _ = dtrtri(lower, lower=True)
    inverse_diagonal = np.einsum("ij,ij->j", inverse_lower, inverse_lower)
    return weights, targets - weights / inverse_diagonal[:, None]


def meaning_similarity(cosines: FloatArray, settings: KernelSettings) -> FloatArray:
    """A Gaussian kernel: for vectors of length 1, the squared distance is 2 · (1 - cosine)."""
    closeness: FloatArray = np.exp(settings.meaning_sharpness * (cosines - 1.0))
    return settings.meaning_weight * closeness
