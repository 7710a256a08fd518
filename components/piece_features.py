"""What the sentence encoder computes from a word piece alone, kept for the pieces used last.

The projections of its embedding, and its part in each place of the first convolution's windows: a
convolution is a sum of products of one piece each. Kept are numbers of single pieces ("ing"),
nothing of how they followed each other.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from components.encoder_weights import EmbeddingTable
from components.few_rows import product

Vectors = npt.NDArray[np.float32]

EMBEDDING, CHANNELS = 512, 256
WINDOWS = (2, 3, 5)
"""The pieces in a window of each of the three convolutions."""

_KEPT = 2_048
"""Of 15 kB each. Of the pieces of never seen questions, nine in ten are among them."""

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
        # The products with all places of a window side by side: one product of matrices.
        self._first = [
            layers[f"w1_{size}"]
            .reshape(size, CHANNELS, CHANNELS)
            .swapaxes(0, 1)
            .reshape(CHANNELS, -1)
            for size in WINDOWS
        ]
        self._kept: OrderedDict[int, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, pieces: Sequence[int]) -> tuple[Vectors, Vectors, Vectors]:
        """Return the features of pieces.

        Returns:
            The embeddings, shape (pieces, 512); for each convolution the projection, side by side,
            shape (pieces, 768); and the products of the first convolution with each place of the
            windows, those of the second after those of the first, shape (pieces, 10, 256).
        """
        with self._lock:
            found = {piece: self._kept.get(piece) for piece in pieces}
        new = [piece for piece, features in found.items() if features is None]
        if new:
            found.update(zip(new, self._compute(new), strict=True))
        rows = {piece: features for piece, features in found.items() if features is not None}
        with self._lock:
            for piece, features in rows.items():
                self._kept[piece] = features
                self._kept.move_to_end(piece)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        features = np.stack([rows[piece] for piece in pieces])
        embeddings, projections, products = np.split(features, (EMBEDDING, _PROJECTED), axis=1)
        return embeddings, projections, products.reshape(len(pieces), -1, CHANNELS)

    def _compute(self, pieces: Sequence[int]) -> list[Vectors]:
        embeddings = np.stack([self._table.row(piece) for piece in pieces])
        projections = layer_norm(
            product(embeddings, self._projection) + self._bias,
            self._gain,
            self._shift,
            self._epsilon,
        )
        products = [
            product(own, weights)
            for own, weights in zip(
                np.split(projections, len(WINDOWS), axis=1), self._first, strict=True
            )
        ]
        # Each by itself, so that one that is dropped doesn't stay because of the others.
        return [row.copy() for row in np.hstack([embeddings, projections, *products])]


def layer_norm(rows: Vectors, gain: Vectors, shift: Vectors, epsilon: float) -> Vectors:
    """Return rows with mean 0 and variance 1, scaled and shifted; shape (rows, columns)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / rows.shape[1]
    normal: Vectors = centred / np.sqrt(variance + epsilon) * gain + shift
    return normal
