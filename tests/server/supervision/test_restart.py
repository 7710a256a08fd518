"""What it says where nothing runs; ``tests/faults`` restarts servers while people ask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from server.supervision.servers import free_port, is_up
from tests.faults.served import Served


def test_without_make_serve_there_is_nothing_to_start_anew(tmp_path: Path) -> None:
    ports = {"SERVER_PORT": str(free_port()), "SERVER_HOST": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "-m", "server.supervision.restart", "guide", "--folder", str(tmp_path)],
        env={**os.environ, **ports},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr == "There is nothing to start anew: 'make serve' isn't running.\n"


def test_a_program_that_does_not_start_takes_nothing_over(project: Path, tmp_path: Path) -> None:
    with Served(tmp_path, tmp_path, project) as served:
        before = served.pid("server")
        (project / "Procfile").write_text("server: echo a mistake; exit 3\n", encoding="utf-8")
        for _ in range(2):
            done = served.restart("server")
            assert done.returncode == 1
            said = f"The server doesn't start: see {tmp_path / 'server.log'}. What runs goes on.\n"
            assert done.stderr == said
            assert "a mistake" in served.log("server")
            assert served.pid("server") == before
            assert is_up(f"{served.url}/health")
