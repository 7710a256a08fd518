"""Out-of-scope detection: energy scores and nearest neighbours, weighed by logistic regression.

Four numbers say so: how strongly the in-scope classes together respond, how strongly the
out-of-scope ones do (both as "energy", the logarithm of a sum of exponentials), and how close the
nearest training example of either sort is. A logistic regression weighs them; it learns from
leave-one-out numbers, because every example is very close to itself. With no out-of-scope examples
there is nothing to learn it from: then everything is in scope.

Source of the energy score: Liu et al. 2020, "Energy-based Out-of-distribution Detection".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from components.arrays import BoolArray, FloatArray

# Log-odds at which a probability is 1, to the last digit.
_CERTAIN = 100.0


def scope_evidence(
    scores: FloatArray,
    cosines: FloatArray,
    temperature: float,
    class_in_scope: BoolArray,
    example_in_scope: BoolArray,
) -> FloatArray:
    """Return the four numbers for each text, shape (texts, 4); zeros if all classes are in scope.

    Args:
        scores: Shape (texts, classes).
        cosines: Of each text with each training example, shape (texts, examples).
        temperature: Divides the scores.
        class_in_scope: Shape (classes,), with at least one in scope.
        example_in_scope: Shape (examples,), with at least one in scope.
    """
    if class_in_scope.all():
        return np.zeros((len(scores), 4))
    logits = scores / temperature
    return np.stack(
        [
            _energy(logits[:, class_in_scope]),
            _energy(logits[:, ~class_in_scope]),
            _nearest(cosines, example_in_scope),
            _nearest(cosines, ~example_in_scope),
        ],
        axis=1,
    )


def _energy(logits: FloatArray) -> FloatArray:
    """The logarithm of the sum of each row's exponentials, shape (texts,)."""
    most = logits.max(axis=1)
    energy: FloatArray = most + np.log(np.exp(logits - most[:, None]).sum(axis=1))
    return energy


def _nearest(cosines: FloatArray, examples: BoolArray) -> FloatArray:
    """The largest cosine of each text with some of the examples, shape (texts,).

    Row by row: for two or more at once, NumPy picks columns ten times as slowly.
    """
    return np.array([row[examples].max() for row in cosines])


@dataclass(frozen=True)
class ScopeModel:
    """The weights of the four numbers, and where in-scope ends.

    Attributes:
        weights: Shape (4,).
        intercept: Added to the weighted sum; the result is the log-odds of being in scope.
        threshold: Messages with a probability below it are out of scope.
    """

    weights: FloatArray
    intercept: float
    threshold: float

    @classmethod
    def fit(cls, evidence: FloatArray, in_scope: BoolArray, keep: float) -> ScopeModel:
        """Learn from leave-one-out evidence.

        Args:
            evidence: Shape (examples, 4).
            in_scope: Whether each example is, shape (examples,).
            keep: Share of the in-scope examples that stay in scope, between 0 and 1.
        """
        if in_scope.all():
            return cls(np.zeros(4), _CERTAIN, 0.0)
        scaler = StandardScaler().fit(evidence)
        regression = LogisticRegression().fit(scaler.transform(evidence), in_scope)
        weights = regression.coef_[0] / scaler.scale_
        intercept = float(regression.intercept_[0] - weights @ scaler.mean_)
        kept = expit(evidence[in_scope] @ weights + intercept)
        return cls(weights, intercept, float(np.quantile(kept, 1.0 - keep)))

    def probability(self, evidence: FloatArray) -> FloatArray:
        """Return how likely each text is in scope, shape (texts,)."""
        probability: FloatArray = expit(evidence @ self.weights + self.intercept)
        return probability
