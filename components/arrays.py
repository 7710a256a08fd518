"""Type aliases of numpy arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating[Any]]
BoolArray = npt.NDArray[np.bool_]
TextArray = npt.NDArray[np.str_]
NamedArrays = Mapping[str, npt.NDArray[Any]]
