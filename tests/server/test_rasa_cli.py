from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

PROGRAM = """
import runpy, sys
sys.argv = ["rasa", "--version"]
runpy.run_module("server.rasa_cli", run_name="__main__")
print("tensorflow" in sys.modules)
"""


def test_it_is_rasas_command_line_without_tensorflow() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Rasa Version      :         3.6.21" in done.stdout
    assert done.stdout.endswith("False\n")


ANNOTATED = """
version: "3.1"
nlu:
- intent: ask_salary
  examples: |
    - how much at [eight]{"entity": "years", "role": "from"} years
    - how much at [nine]{"entity": "years", "role": "from"} years
"""
OUR_EXTRACTOR = """
recipe: default.v1
assistant_id: small
language: en
pipeline:
- name: WhitespaceTokenizer
- name: components.entity_extractor.GuideEntityExtractor
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Rasa's cache."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def training(
    tmp_path_factory: pytest.TempPathFactory, cache: Path
) -> subprocess.CompletedProcess[str]:
    """A small model is trained."""
    folder = tmp_path_factory.mktemp("training")
    (folder / "nlu.yml").write_text(ANNOTATED)
    (folder / "config.yml").write_text(OUR_EXTRACTOR)
    files = ["--nlu", folder / "nlu.yml", "--config", folder / "config.yml", "--out", folder]
    return subprocess.run(
        [sys.executable, "-m", "server.rasa_cli", "train", "nlu", *map(str, files)],
        env=os.environ | {"RASA_CACHE_DIRECTORY": str(cache)},
        capture_output=True,
        text=True,
    )


def test_training_warns_of_nothing(training: subprocess.CompletedProcess[str]) -> None:
    said = training.stdout + training.stderr
    assert training.returncode == 0, said
    assert "is trained and saved" in said
    assert "Warning" not in said


def test_training_keeps_nothing_for_the_next(
    training: subprocess.CompletedProcess[str], cache: Path
) -> None:
    assert training.returncode == 0, training.stderr
    with closing(sqlite3.connect(cache / "cache.db")) as kept:
        assert kept.execute("SELECT count(*) FROM cache_entry").fetchone() == (0,)
