"""Matrix products of few rows: matrix-vector products (GEMV) where OpenBLAS's GEMM is slow.

For each call GEMM copies the whole right matrix into an order of its own, so that two rows take
five to ten times as long as one. Row by row nothing is copied, and a row's result is the same
whatever stands beside it.
"""

from __future__ import annotations

import numpy as np

from components.arrays import FloatArray

MOST_ROWS = 8
"""Measured: with more rows, the copy pays for itself."""

# So many columns of 512 numbers stay in a processor's cache from one row to the next; with fewer,
# the calls cost more than they save.
_COLUMNS = 2048


def product(rows: FloatArray, matrix: FloatArray) -> FloatArray:
    """Return ``rows @ matrix``.

    Args:
        rows: Shape (rows, inner).
        matrix: Shape (inner, columns).

    Returns:
        Shape (rows, columns).
    """
    if len(rows) > MOST_ROWS:
        # This way round it is faster by a fifth for a matrix in column order.
        whole: FloatArray = (matrix.T @ rows.T).T
        return whole
    result = np.empty((len(rows), matrix.shape[1]), np.result_type(rows, matrix))
    at_once = _COLUMNS if len(rows) > 1 else matrix.shape[1]
    for start in range(0, matrix.shape[1], at_once):
        columns = slice(start, start + at_once)
        for row, into in zip(rows, result[:, columns], strict=True):
            np.matmul(row, matrix[:, columns], out=into)
    return result
