"""Kernel ridge regression for many examples: Cholesky in single precision, a block at a time.

Every example is compared with every other, which takes memory with the square of their number and
time with its cube. Single precision halves both, and blocks keep all but one copy or two of the
matrix out of memory. The scores differ from the exact ones by less than a thousandth or so.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.linalg import cho_solve, cholesky, solve_triangular

from components.arrays import FloatArray

_BLOCK = 1_000

Similarity = Callable[[slice], FloatArray]
"""Of the examples of a slice with all examples, shape (slice, examples)."""


def solve_large(
    similarity: Similarity, regularization: float, targets: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Solve ``(similarity + regularization · I) weights = targets``.

    Args:
        similarity: Says how alike examples are.
        regularization: Added to the similarity of every example with itself.
        targets: Shape (examples, classes).

    Returns:
        The weights, shape (examples, classes), and the diagonal of the inverse of the matrix,
        shape (examples,).
    """
    count = len(targets)
    blocks = [slice(start, min(start + _BLOCK, count)) for start in range(0, count, _BLOCK)]
    # In the column order that LAPACK overwrites without a copy; the matrix is symmetric.
    matrix = np.empty((count, count), dtype=np.float32, order="F")
    for block in blocks:
        matrix[:, block] = similarity(block).T
    matrix[np.diag_indices(count)] += regularization

    lower = cholesky(matrix, lower=True, overwrite_a=True, check_finite=False)
    weights: FloatArray = cho_solve((lower, True), targets.astype(np.float32))
    # Column by column of the inverse factor, each zero above its diagonal. LAPACK's own inverse
    # of a triangle, in OpenBLAS and single precision, crashes from about 10,000 rows on.
    inverse_diagonal = np.empty(count)
    for block in blocks:
        unit = np.eye(count - block.start, block.stop - block.start, dtype=np.float32)
        columns = solve_triangular(lower[block.start :, block.start :], unit, lower=True)
        inverse_diagonal[block] = np.einsum("ij,ij->j", columns, columns)
    return weights, inverse_diagonal
