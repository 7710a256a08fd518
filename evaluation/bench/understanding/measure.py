"""Training and inference of the pipelines of one row: accuracy, AUROC, latency, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.bench.understanding.data import Split
from evaluation.bench.understanding.metrics import Ranking, accuracy, scope
from evaluation.bench.understanding.sides import Side, write_config, write_training_data

Result = dict[str, Any]
"""The figures of one side on one row, for JSON."""

STOPPED = "stopped_after_min"
"""The one figure of a side that took too long to train."""

_ENVIRONMENT = {
    # One thread a process, for either side.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    # Nothing is taken over from an earlier training.
    "RASA_MAX_CACHE_SIZE": "0",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONWARNINGS": "ignore",
}
_WARM_UP = 20
_TURN = 25


def train(side: Side, split: Split, folder: Path, limit_seconds: float) -> Result:
    """Train a side; its model is ``folder/model.tar.gz``.

    Returns:
        Seconds of training, with and without starting Python and Rasa; memory; the model's size.

    Raises:
        TimeoutExpired: If it takes longer than ``limit_seconds``.
        CalledProcessError: If it fails.
    """
    folder.mkdir()
    config, data, model = folder / "config.yml", folder / "data", folder / "model.tar.gz"
    write_config(side, split, config)
    write_training_data(split, data)
    start = time.monotonic()
    done = subprocess.run(
        [*_python("evaluation.bench.understanding.train"), str(config), str(data), str(model)],
        env=_environment(folder),
        stdout=subprocess.PIPE,
        text=True,
        timeout=limit_seconds,
        check=True,
    )
    seconds = time.monotonic() - start
    result: Result = json.loads(done.stdout)
    return {
        **result,
        "train_process_s": seconds,
        "train_load": os.getloadavg()[0],
        "model_mb": model.stat().st_size / 1e6,
    }


def understand(folders: dict[str, Path], split: Split) -> dict[str, Result]:
    """Let each side understand all messages, a few in turn, so that they share the machine's moods.

    Args:
        folders: Of the sides that `train` trained.
        split: The messages.

    Returns:
        For each side its accuracy, scope, milliseconds a message, memory and how busy the machine
        was.
    """
    parts = [
        [example.text for example in split.test],
        list(split.outside),
        [example.text for example in split.validation],
    ]
    texts = [text for part in parts for text in part]
    messages: dict[str, list[Any]] = {side: [] for side in folders}
    peak_mb = dict.fromkeys(folders, 0.0)
    with ExitStack() as stack:
        parsers = {side: stack.enter_context(Parser(folder)) for side, folder in folders.items()}
        for parser in parsers.values():
            parser.ask(texts[:_WARM_UP])
        for turn in _turns(texts):
            for side, parser in parsers.items():
                answer = parser.ask(turn)
                messages[side] += answer["messages"]
                peak_mb[side] = answer["peak_mb"]
    load = os.getloadavg()[0]

    ends = np.cumsum([len(part) for part in parts])
    results = {}
    for side in folders:
        rankings: list[Ranking] = [dict(message["ranking"]) for message in messages[side]]
        inside, outside, validation = np.split(np.array(rankings, dtype=object), ends[:-1])
        told = scope(list(inside), list(outside), list(validation))
        milliseconds = [message["ms"] for message in messages[side]]
        results[side] = {
            "accuracy": accuracy(list(inside), [example.intent for example in split.test]),
            "auroc": told and told.auroc,
            "oos_recall": told and told.recall,
            "scope_score": told and told.score,
            "median_ms": float(np.median(milliseconds)),
            "cpu_ms": float(np.median([message["cpu_ms"] for message in messages[side]])),
            "p95_ms": float(np.quantile(milliseconds, 0.95)),
            "parse_peak_mb": peak_mb[side],
            "parse_load": load,
        }
    return results


class Parser:
    """A process that understands messages; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Start it with the model in a folder."""
        self._process = subprocess.Popen(
            [*_python("evaluation.bench.understanding.parse"), str(folder / "model.tar.gz")],
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, texts: Sequence[str]) -> Any:
        """Return what `evaluation.bench.understanding.parse` says of messages.

        Raises:
            RuntimeError: If the process has ended.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The parsing process has ended; what it said is above.")
        return json.loads(line)


def _turns(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _TURN):
        yield texts[start : start + _TURN]


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, **_ENVIRONMENT, "RASA_CACHE_DIRECTORY": str(folder / "cache")}
