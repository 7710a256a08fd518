from __future__ import annotations

from pathlib import Path

import pytest

from server.model_file import stop_if_missing


def test_a_file_or_folder_that_is_there_is_fine(tmp_path: Path) -> None:
    stop_if_missing(tmp_path)
    (tmp_path / "model.tar.gz").touch()
    stop_if_missing(tmp_path / "model.tar.gz")


def test_one_that_is_not_ends_the_program(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"There is no model .*gone\.tar\.gz"):
        stop_if_missing(tmp_path / "gone.tar.gz")
