"""``python -m server``: what it needs, and what it says when that is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.conftest import MODEL


def start(
    *arguments: str, folder: Path = Path(), settings: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, str, str]:
    """Starts a server that doesn't start; returns its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path().absolute()), **settings},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_model_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "another.tar.gz").touch()  # which Rasa would take
    sentence = "There is no model models/assistant.tar.gz: 'make train' makes one.\n"
    assert start(folder=tmp_path) == (1, "", sentence)


@pytest.mark.parametrize("option", ["--endpoints", "--credentials"])
def test_a_file_that_is_missing_is_one_sentence(option: str) -> None:
    assert start(option, "nowhere.yml") == (1, "", "There is no file nowhere.yml.\n")


def test_a_channel_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "credentials.yml").write_text("channels.fax.FaxInput:\n", encoding="utf-8")
    code, _, said = start("--model", str(MODEL), "--credentials", str(tmp_path / "credentials.yml"))
    assert code == 1
    assert "Failed to find input channel class for 'channels.fax.FaxInput'" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value"), [("RETENTION_DAYS", "soon"), ("RATE_LIMIT_ADDRESS", "many")]
)
def test_a_setting_that_is_wrong_is_one_sentence(name: str, value: str) -> None:
    code, _, said = start("--model", str(MODEL), settings={name: value})
    assert code == 1
    assert name in said.splitlines()[-1]
    assert "Traceback" not in said
