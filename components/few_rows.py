"""Matrix products of few rows, without the copy that OpenBLAS's GEMM makes for each.

For each call GEMM copies the whole right matrix into an order of its own, so that two rows take
five to ten times as long as one. Of small matrices its kernels for AVX-512 make no copy: there the
product is a sum of small ones. Elsewhere it is made row by row (GEMV).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from threadpoolctl import threadpool_info

from components.arrays import FloatArray

MOST_ROWS = 8
"""Measured: with more rows, the copy pays for itself."""

# So many columns of 512 numbers stay in a processor's cache from one row to the next; with fewer,
# the calls cost more than they save.
_COLUMNS = 2048

# The names that OpenBLAS has for processors with AVX-512, and the multiplications of a product that
# is small for it.
_AVX_512 = frozenset({"SkylakeX", "Cooperlake", "SapphireRapids"})
_SMALL = 1_000_000


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
    if len(rows) > 1 and _copies_no_small_matrix():
        return _sum_of_small(rows, matrix)
    return _row_by_row(rows, matrix)


def _sum_of_small(rows: FloatArray, matrix: FloatArray) -> FloatArray:
    at_once = max(_SMALL // (len(rows) * max(matrix.shape[1], 1)), 1)
    result: FloatArray = rows[:, :at_once] @ matrix[:at_once]
    part = np.empty_like(result)
    for start in range(at_once, len(matrix), at_once):
        inner = slice(start, start + at_once)
        result += np.matmul(rows[:, inner], matrix[inner], out=part)
    return result


def _row_by_row(rows: FloatArray, matrix: FloatArray) -> FloatArray:
    result = np.empty((len(rows), matrix.shape[1]), np.result_type(rows, matrix))
    at_once = _COLUMNS if len(rows) > 1 else matrix.shape[1]
    for start in range(0, matrix.shape[1], at_once):
        columns = slice(start, start + at_once)
        for row, into in zip(rows, result[:, columns], strict=True):
            np.matmul(row, matrix[:, columns], out=into)
    return result


@lru_cache(maxsize=1)
def _copies_no_small_matrix() -> bool:
    return any(each.get("architecture") in _AVX_512 for each in threadpool_info())
