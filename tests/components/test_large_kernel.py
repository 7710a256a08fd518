"""The equations of many examples, block by block, have the solution of the exact ones."""

from __future__ import annotations

import numpy as np
import pytest

from components import large_kernel
from components.large_kernel import solve_large


@pytest.mark.parametrize("block", [7, 100])
def test_it_solves_what_numpy_solves(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(large_kernel, "_BLOCK", block)  # smaller and larger than the examples
    random = np.random.default_rng(0)
    points = random.normal(size=(60, 20))
    kernel = points @ points.T
    targets = random.normal(size=(60, 3))

    weights, unseen = solve_large(lambda one, other: kernel[one, other], 2.0, targets, 25)

    matrix = kernel + 2.0 * np.eye(60)
    assert np.allclose(weights, np.linalg.solve(matrix, targets), atol=1e-3)
    for place, scores in enumerate(unseen, start=60 - 25):
        others = [one for one in range(60) if one != place]
        of_others = np.linalg.solve(matrix[np.ix_(others, others)], targets[others])
        assert np.allclose(scores, kernel[place, others] @ of_others, atol=1e-3)
