from __future__ import annotations

import numpy as np
import pytest

from components.encoder_weights import WEIGHTS_FOLDER, EmbeddingTable, read_layers
from components.piece_features import PieceFeatures, layer_norm


@pytest.fixture(scope="module")
def features() -> PieceFeatures:
    layers = read_layers()
    return PieceFeatures(layers, EmbeddingTable(layers, WEIGHTS_FOLDER))


def test_shapes(features: PieceFeatures) -> None:
    embeddings, projections, products = features.of([5, 6, 5])
    assert embeddings.shape == (3, 512)
    assert projections.shape == (3, 768)
    assert products.shape == (3, 10, 256)


def test_a_kept_piece_is_what_it_was_at_first(features: PieceFeatures) -> None:
    first = features.of([7, 8])
    for piece in range(1_000, 4_000):  # more than are kept
        features.of([piece])
    for before, kept, again in zip(first, features.of([7, 8]), features.of([7, 8]), strict=True):
        np.testing.assert_array_equal(before, kept)
        np.testing.assert_array_equal(before, again)


def test_no_more_pieces_are_kept_than_planned_and_those_are_the_last(
    features: PieceFeatures,
) -> None:
    features.of(list(range(5_000, 9_000)))
    assert list(features._kept) == list(range(9_000 - 2_048, 9_000))


def test_layer_norm_has_mean_0_and_variance_1() -> None:
    rows = np.random.default_rng(0).normal(3, 5, (4, 100)).astype(np.float32)
    normal = layer_norm(rows, np.ones(100, np.float32), np.zeros(100, np.float32), 1e-9)
    np.testing.assert_allclose(normal.mean(axis=1), 0, atol=1e-5)
    np.testing.assert_allclose(normal.var(axis=1), 1, atol=1e-4)
