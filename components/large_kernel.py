"""Kernel ridge regression for many examples: Cholesky in single precision, a block at a time.

Every example is compared with every other, which takes memory with the square of their number and
time with its cube. Single precision halves both, and blocks keep all but one copy or two of the
matrix out of memory. The scores differ from the exact ones by less than a thousandth or so.

What each example would score without itself is wanted to calibrate, for which some thousands do.
Of the last examples it takes the last corner of the factor alone: for a third of them, a
twenty-seventh of the time that it takes for all.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.linalg import cho_solve, cholesky
from scipy.linalg.lapack import strtri

from components.arrays import FloatArray

_BLOCK = 1_000

Similarity = Callable[[slice, slice], FloatArray]
"""Of the examples of one slice with those of another, shape (one, other)."""


def solve_large(
    similarity: Similarity, regularization: float, targets: FloatArray, left_out: int
) -> tuple[FloatArray, FloatArray]:
    """Solve ``(similarity + regularization · I) weights = targets``.

    Args:
        similarity: Says how alike examples are.
        regularization: Added to the similarity of every example with itself.
        targets: Shape (examples, classes).
        left_out: So many of the last examples get leave-one-out scores.

    Returns:
        The weights, shape (examples, classes), and the scores of the last examples, each from all
        others, shape (left out, classes).
    """
    count = len(targets)
    # In the column order that LAPACK overwrites without a copy; it reads the lower triangle alone.
    matrix = np.empty((count, count), dtype=np.float32, order="F")
    for block in _blocks(count):
        below = slice(block.start, count)
        matrix[below, block] = similarity(block, below).T
    matrix[np.diag_indices(count)] += regularization

    lower = cholesky(matrix, lower=True, overwrite_a=True, check_finite=False)
    weights: FloatArray = cho_solve((lower, True), targets.astype(np.float32))
    last = slice(count - left_out, count)
    diagonal = _inverse_diagonal(lower[last, last])
    return weights, targets[last] - weights[last] / diagonal[:, None]


def _blocks(count: int) -> list[slice]:
    return [slice(start, min(start + _BLOCK, count)) for start in range(0, count, _BLOCK)]


def _inverse_diagonal(lower: FloatArray) -> FloatArray:
    """The diagonal of the inverse, from the Cholesky factor, by blocked forward substitution.

    An element of it needs the rows and columns from its own on: of the last examples, the last
    corner of the factor.

    Most of it is matrix products, which take half the time of LAPACK's own solution. (LAPACK's
    inverse of a large triangle, in OpenBLAS and single precision, crashes.)
    """
    blocks = _blocks(len(lower))
    diagonal = np.empty(len(lower))
    inverses = [np.tril(strtri(lower[block, block], lower=True)[0]) for block in blocks]
    for place, block in enumerate(blocks):
        # A block of columns of the inverse factor, each zero above its diagonal.
        start = block.start
        columns = np.empty((len(lower) - start, block.stop - start), np.float32)
        columns[: block.stop - start] = inverses[place]
        for rows, inverse in zip(blocks[place + 1 :], inverses[place + 1 :], strict=True):
            known = lower[rows, start : rows.start] @ columns[: rows.start - start]
            columns[rows.start - start : rows.stop - start] = -inverse @ known
        diagonal[block] = np.einsum("ij,ij->j", columns, columns)
    return diagonal
