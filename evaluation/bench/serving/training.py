"""Training time and peak memory: trains a side as its commands do, and says what that took."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from evaluation.bench.rasa_init import DEFAULT_EPOCHS
from evaluation.bench.serving.sides import Side


class Training(NamedTuple):
    """What a training took.

    Attributes:
        wall: Seconds.
        cpu: Seconds of processor time, all threads.
        peak_mb: The most memory, in 10⁶ bytes.
        model_mb: The model archive, in 10⁶ bytes.
    """

    wall: float
    cpu: float
    peak_mb: float
    model_mb: float


class TrainingFailed(Exception):  # noqa: N818 (what it says, not how it failed)
    """A side could not be trained; the text says where its log is."""


def train(side: Side, cache: str) -> Training:
    """Trains the side's model; with a cache that it has filled before, warm.

    Args:
        side: What to train.
        cache: The name of the folder with Rasa's cache, in the side's own.

    Raises:
        TrainingFailed: If it ends with an error.
    """
    log = side.folder / "training.log"
    side.model.unlink(missing_ok=True)
    environment = os.environ | {
        "RASA_CACHE_DIRECTORY": str(side.folder / cache),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONPATH": str(side.folder),
    }
    command = [str(side.python), *shlex.split(side.train)[1:]]
    start = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=side.folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if process.returncode or not side.model.is_file():
        raise TrainingFailed(f"{side.name} could not be trained; see {log}")
    # Linux counts in 1,024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak_mb = used.ru_maxrss * unit / 1e6
    model_mb = side.model.stat().st_size / 1e6
    return Training(wall, used.ru_utime + used.ru_stime, peak_mb, model_mb)


def train_once(side: Side) -> Training:
    """Trains a side from nothing, or returns what that took when it was done before.

    Raises:
        TrainingFailed: If it ends with an error.
    """
    kept = side.folder / "training.json"
    if kept.is_file() and side.model.is_file():
        return Training(**json.loads(kept.read_text(encoding="utf-8")))
    trained = train(side, "cache-cold")
    _keep(kept, trained)
    return trained


def at_default_epochs(few: Training, one: Training, epochs: int) -> Training:
    """What training would take with Rasa's 100 epochs.

    Args:
        few: What ``epochs`` of them took.
        one: What a single one took.
        epochs: More than one.
    """
    more = (DEFAULT_EPOCHS - epochs) / (epochs - 1)
    return few._replace(
        wall=few.wall + (few.wall - one.wall) * more, cpu=few.cpu + (few.cpu - one.cpu) * more
    )


def _keep(path: Path, training: Training) -> None:
    path.write_text(json.dumps(training._asdict()) + "\n", encoding="utf-8")
