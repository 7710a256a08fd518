"""What the sentence encoder computes from a word piece alone, kept for the pieces used last.

The projections of its embedding, and its part in each place of the first convolution's windows: a
convolution is a sum of products of one piece each. Kept are numbers of single pieces ("ing"),
nothing of how they followed each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from components.encoder_weights import EmbeddingTable

Vectors = npt.NDArray[np.float32]

EMBEDDING, CHANNELS = 512, 256
WINDOWS = (2, 3, 5)
"""The pieces in a window of each of the three convolutions."""

_KEPT = 1_024
"""Of 15 kB each. Of the pieces of never seen questions, 19 in 20 are among them."""

_PROJECTED = EMBEDDING + len(WINDOWS) * CHANNELS


class PieceFeatures:
    """The features of word pieces, computed once."""

    def __init__(self, layers: Mapping[str, Vectors], table: EmbeddingTable) -> None:
        """Create it.

        Args:
            layers: What `components.encoder_weights.read_layers` returns.
            table: Has the pieces' embeddings.
        """
        self._table = table
        self._projection = np.hstack([layers[f"proj{size}"] for size in WINDOWS])
        self._bias = np.hstack([layers[f"proj_b{size}"] for size in WINDOWS])
        self._gain = np.hstack([layers[f"ln_g{size}"] for size in WINDOWS])
        self._shift = np.hstack([layers[f"ln_b{size}"] for size in WINDOWS])
        self._epsilon = float(layers["eps"])
        self._first = [layers[f"w1_{size}"].reshape(size, CHANNELS, CHANNELS) for size in WINDOWS]
        self._kept = lru_cache(_KEPT)(self._compute)

    def of(self, pieces: Sequence[int]) -> tuple[Vectors, Vectors, Vectors]:
        """Return the features of pieces.

        Returns:
            The embeddings, shape (pieces, 512); for each convolution the projection, side by side,
            shape (pieces, 768); and the products of the first convolution with each place of the
            windows, those of the second after those of the first, shape (pieces, 10, 256).
        """
        features = np.stack([self._kept(piece) for piece in pieces])
        embeddings, projections, products = np.split(features, (EMBEDDING, _PROJECTED), axis=1)
        return embeddings, projections, products.reshape(len(pieces), -1, CHANNELS)

    def _compute(self, piece: int) -> Vectors:
        embedding = self._table.row(piece)
        projection = embedding @ self._projection + self._bias
        projection = layer_norm(projection[None], self._gain, self._shift, self._epsilon)[0]
        products = [
            (own @ weights).ravel()
            for own, weights in zip(np.split(projection, len(WINDOWS)), self._first, strict=True)
        ]
        return np.concatenate([embedding, projection, *products])


def layer_norm(rows: Vectors, gain: Vectors, shift: Vectors, epsilon: float) -> Vectors:
    """Return rows with mean 0 and variance 1, scaled and shifted; shape (rows, columns)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / rows.shape[1]
    normal: Vectors = centred / np.sqrt(variance + epsilon) * gain + shift
    return normal
