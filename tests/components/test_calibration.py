"""A temperature makes confidences as high as their classifier is right."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import softmax

from components.calibration import fit_temperature


@pytest.mark.parametrize("share_right", [0.6, 0.8, 0.95])
def test_the_mean_confidence_is_the_share_that_is_right(share_right: float) -> None:
    count = 200
    right = np.arange(count) < share_right * count
    scores = np.tile([1.0, -1.0], (count, 1))
    labels = np.where(right, "cost", "time")

    temperature = fit_temperature(scores, labels, np.array(["cost", "time"]))

    assert softmax(scores / temperature, axis=1)[:, 0].mean() == pytest.approx(
        share_right, abs=0.01
    )
