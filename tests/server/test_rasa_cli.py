from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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


def test_training_warns_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(ANNOTATED)
    (tmp_path / "config.yml").write_text(OUR_EXTRACTOR)
    files = ["--nlu", tmp_path / "nlu.yml", "--config", tmp_path / "config.yml", "--out", tmp_path]
    train = [sys.executable, "-m", "server.rasa_cli", "train", "nlu", *map(str, files)]
    done = subprocess.run(train, capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "is trained and saved" in said
    assert "Warning" not in said
