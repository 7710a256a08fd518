from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.bench.serving.sides import Side
from evaluation.bench.serving.training import (
    Training,
    TrainingFailed,
    at_default_epochs,
    train,
    train_once,
)

TRAINS = """
from pathlib import Path
print("training")
Path("models").mkdir(exist_ok=True)
Path("models/assistant.tar.gz").write_bytes(bytes(3_000_000))
with Path("runs").open("a") as runs:
    runs.write("run ")
"""


@pytest.fixture
def side(tmp_path: Path) -> Side:
    (tmp_path / "train.py").write_text(TRAINS)
    return Side("ours", tmp_path, "python train.py")


def test_training_has_its_time_memory_and_model(side: Side) -> None:
    took = train(side, "cache")
    assert took.cpu > 0 and took.wall > 0
    # A process that is started begins as a copy of the one that starts it, however large that is.
    assert took.peak_mb > 1
    assert took.model_mb == 3.0


def test_a_side_is_trained_once(side: Side) -> None:
    assert train_once(side) == train_once(side)
    assert (side.folder / "runs").read_text() == "run "


def test_a_training_that_fails_names_its_log(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text("raise SystemExit('no data')")
    with pytest.raises(TrainingFailed, match=r"training\.log"):
        train(Side("ours", tmp_path, "python train.py"), "cache")
    assert "no data" in (tmp_path / "training.log").read_text()


def test_epochs_are_extrapolated_by_what_one_takes() -> None:
    few, one = Training(50, 80, 1, 1), Training(30, 40, 1, 1)
    assert at_default_epochs(few, one, 3)[:2] == (30 + 99 * 10, 40 + 99 * 20)
