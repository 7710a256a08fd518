from __future__ import annotations

import numpy as np
import pytest

from components import few_rows
from components.arrays import FloatArray
from components.few_rows import MOST_ROWS, product


def _random(*shape: int) -> FloatArray:
    return np.random.default_rng(sum(shape)).standard_normal(shape).astype(np.float32)


@pytest.fixture(params=["AVX-512", "others"], autouse=True)
def _processor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way to multiply, whatever this processor is."""
    has_avx_512 = request.param == "AVX-512"
    monkeypatch.setattr(few_rows, "_copies_no_small_matrix", lambda: has_avx_512)


@pytest.mark.parametrize("count", [0, 1, 2, MOST_ROWS, MOST_ROWS + 1, 40])
@pytest.mark.parametrize(("inner", "columns"), [(512, 1_000), (30, 256), (512, 7), (7, 200_000)])
def test_it_is_the_matrix_product(count: int, inner: int, columns: int) -> None:
    rows, matrix = _random(count, inner), _random(inner, columns)
    exact = rows.astype(np.float64) @ matrix.astype(np.float64)
    np.testing.assert_allclose(product(rows, matrix), exact, atol=1e-3)
    assert product(rows, matrix).dtype == np.float32


def test_a_row_has_the_same_result_whatever_stands_beside_it() -> None:
    rows, matrix = _random(MOST_ROWS, 512), _random(1_000, 512).T
    alone = np.vstack([product(rows[[row]], matrix) for row in range(MOST_ROWS)])
    np.testing.assert_allclose(product(rows, matrix), alone, atol=1e-4)


def test_double_precision_stays() -> None:
    rows, matrix = np.full((2, 3), 0.1), np.full((3, 4), 0.1)
    np.testing.assert_allclose(product(rows, matrix), 0.03, rtol=1e-15)
