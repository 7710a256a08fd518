"""The settings: secrets are read as text, whatever signs they have."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

DEFAULTS = "SERVER_PORT=5005\nACTIONS_PORT=5055\nURL=http://here:${ACTIONS_PORT}/webhook\nTOKEN=\n"


def settings(folder: Path, env: str, *names: str, **already: str) -> list[str]:
    """What variables are, once a shell has read a ``.env``."""
    (folder / ".env").write_text(env, encoding="utf-8")
    (folder / "defaults.env").write_text(DEFAULTS, encoding="utf-8")
    shutil.copy("scripts/activate.sh", folder)
    show = "".join(f'printf "%s\\0" "${{{name}-unset}}";' for name in names)
    done = subprocess.run(
        ["bash", "-euc", f". ./activate.sh; {show}"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "VIRTUAL_ENV": str(folder / "venv"), **already},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split("\0")[:-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "venv").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "secret",
    [
        "a$HOME",
        "a$(touch made)b",
        "a`touch made`b",
        'a"b',
        "a'b",
        "a\\b",
        "a b  c",
        "a=b==",
        "a;b|c&d>made",
        "a#b",
        "${UNKNOWN}!!",
        "é*?[x]~",
        "",
    ],
)
def test_a_secret_is_what_is_written(folder: Path, secret: str) -> None:
    assert settings(folder, f"TOKEN={secret}\n", "TOKEN") == [secret]
    assert not (folder / "made").exists()


def test_quotes_around_a_value_and_the_ends_of_windows_lines_are_none_of_it(folder: Path) -> None:
    env = 'TOKEN="a $b"\r\nOTHER=\'c "d\'\r\nexport LAST=e'
    assert settings(folder, env, "TOKEN", "OTHER", "LAST") == ["a $b", 'c "d', "e"]


def test_what_is_set_already_counts_then_the_file_then_the_defaults(folder: Path) -> None:
    env = "# SERVER_PORT=1\n\nno setting\n1BAD=x\nSERVER_PORT=8080\nACTIONS_PORT=9\n"
    names = ("SERVER_PORT", "ACTIONS_PORT", "URL", "TOKEN")
    read = settings(folder, env, *names, ACTIONS_PORT="7")
    assert read == ["8080", "7", "http://here:7/webhook", ""]
