"""Numpy arrays: type aliases, and several from a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating[Any]]
BoolArray = npt.NDArray[np.bool_]
TextArray = npt.NDArray[np.str_]
NamedArrays = Mapping[str, npt.NDArray[Any]]


def read_arrays(file: Path) -> NamedArrays:
    """Reads what ``numpy.savez`` wrote (``OSError`` if it isn't there): no code can be in it."""
    with np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)
