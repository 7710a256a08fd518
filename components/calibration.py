"""Calibration: temperature scaling of a classifier's scores."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from components.arrays import FloatArray, TextArray


def fit_temperature(scores: FloatArray, labels: TextArray, classes: TextArray) -> float:
    """Find the divisor that makes the true labels likeliest (Guo et al. 2017).

    Args:
        scores: What each example gets from the others alone, shape (examples, classes).
        labels: The class of each example, shape (examples,).
        classes: Their names in alphabetical order, as the columns stand.
    """
    truth = np.searchsorted(classes, labels)
    rows = np.arange(len(labels))

    def loss(temperature: float) -> float:
        return -float(log_softmax(scores / temperature, axis=1)[rows, truth].mean())

    return float(minimize_scalar(loss, bounds=(0.01, 10.0), method="bounded").x)
