"""Whoever starts a process of the Procfile starts the same."""

from __future__ import annotations

import subprocess
from configparser import RawConfigParser
from pathlib import Path

from evaluation.assistant import PROCFILE


def test_supervisord_starts_the_servers_of_the_procfile() -> None:
    supervised = RawConfigParser()
    supervised.read("supervisord.conf", encoding="utf-8")
    programs = {
        section.partition(":")[2]: supervised[section]["command"]
        for section in supervised
        if section.partition(":")[0] in ("program", "fcgi-program")
    }

    assert set(programs) == set(PROCFILE) - {"ready"}
    assert all(
        command == f"server/supervision/procfile {name}" for name, command in programs.items()
    )


def test_a_process_of_the_procfile_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "Procfile").write_text("actions: exec echo $PORT\nserver: exec echo no\n")
    script = Path("server/supervision/procfile").absolute()

    said = subprocess.run(
        [script, "actions"],
        cwd=tmp_path,
        env={"PORT": "5055", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == "5055\n"


def test_one_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "Procfile").write_text("actions: exec echo yes\n")

    said = subprocess.run(
        [Path("server/supervision/procfile").absolute(), "acts"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert (said.returncode, said.stderr) == (1, "The Procfile has no process 'acts'.\n")
