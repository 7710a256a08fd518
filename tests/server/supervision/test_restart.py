"""What it says where nothing runs; ``tests/faults`` restarts servers while people ask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from server.supervision.servers import free_port


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
