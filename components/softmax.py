"""Softmax: scores as probabilities.

SciPy's does the same, and checks each array on the way, which takes longer than a few dozen scores.
"""

from __future__ import annotations

import numpy as np

from components.arrays import FloatArray


def softmax(scores: FloatArray) -> FloatArray:
    """Return scores as probabilities, which sum to 1 along the last axis."""
    powers: FloatArray = np.exp(scores - scores.max(axis=-1, keepdims=True))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers
