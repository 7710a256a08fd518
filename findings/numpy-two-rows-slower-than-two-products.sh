#!/usr/bin/env bash
# NumPy 2.2.6 with the OpenBLAS 0.3.29 of its wheel: the product of two rows with a matrix.
#
# Most people expect a batch to be cheaper than its rows one by one, or as dear at worst. One row is a
# matrix-vector product (gemv), two are a matrix-matrix product (gemm), which packs the whole matrix
# first: for 32-bit floats of 512 × 512, two rows at once take several times as long as two products of
# one row each. From about eight rows on the batch is the quicker one. It makes encoding two short texts
# together slower than one after the other.
#
# Measured as the best of many runs, one thread, OpenBLAS' kernels for Haswell, which any x86-64 processor
# with AVX2 runs: compared are times of one run with each other, not seconds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "numpy==2.2.6"
OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=Haswell "$folder/venv/bin/python" - <<'PYTHON'
import sys
from time import perf_counter

import numpy as np

random = np.random.default_rng(0)
matrix = random.standard_normal((512, 512)).astype(np.float32)


def best(work):
    times = []
    for _ in range(300):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


for count in (1, 2, 4, 8, 32):
    rows = random.standard_normal((count, 512)).astype(np.float32)
    batch = best(lambda: rows @ matrix)
    singly = best(lambda: [rows[i : i + 1] @ matrix for i in range(count)])
    print(f"{count:2} rows: at once {batch * 1e6:4.0f} µs, one by one {singly * 1e6:4.0f} µs")
    if count == 2:
        unchanged = batch > 2 * singly
print("NumPy", np.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
