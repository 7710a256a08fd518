"""Who serves: one process at a time, the next once the one before has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.handover import loaded_mark
from server.supervision.servers import free_port, is_up
from tests.waiting import wait_until

SERVER = """
import os, sys
from sanic import Sanic, text
from server.handover import serve_in_turn

app = Sanic("assistant")
app.get("/health")(lambda _: text(os.environ["SUPERVISOR_PROCESS_NAME"]))
serve_in_turn(app)
app.run(port=int(sys.argv[1]), workers=int(sys.argv[2]))
"""


def start(folder: Path, name: str, workers: int = 1) -> tuple[subprocess.Popen[bytes], str]:
    """One with a port of its own: which of them serve is to be seen."""
    port = free_port()
    turn = {"SERVE_FOLDER": str(folder), "SUPERVISOR_PROCESS_NAME": name, "PYTHONPATH": "."}
    command = [sys.executable, "-c", SERVER, str(port), str(workers)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | turn, stdout=quiet, stderr=quiet)
    return process, f"http://127.0.0.1:{port}/health"


# (The workers of one that is killed go on, and so nobody else may serve.)
@pytest.mark.parametrize(
    ("end", "workers"), [(signal.SIGTERM, 1), (signal.SIGKILL, 1), (signal.SIGTERM, 2)]
)
def test_the_next_serves_when_the_one_before_has_ended(
    tmp_path: Path, end: signal.Signals, workers: int
) -> None:
    old, old_url = start(tmp_path, "old", workers)
    try:
        wait_until(lambda: is_up(old_url))
        new, new_url = start(tmp_path, "new", workers)
        try:
            wait_until(loaded_mark(tmp_path, "new").exists)
            assert is_up(old_url)
            assert not is_up(new_url), "both serve"
            old.send_signal(end)
            old.wait()
            wait_until(lambda: is_up(new_url))
            assert not is_up(old_url)
        finally:
            new.terminate()
            new.wait()
    finally:
        old.kill()
        old.wait()


def test_one_that_waits_can_be_stopped(tmp_path: Path) -> None:
    old, old_url = start(tmp_path, "old")
    try:
        wait_until(lambda: is_up(old_url))
        new, _ = start(tmp_path, "new")
        wait_until(loaded_mark(tmp_path, "new").exists)
        new.terminate()
        new.wait(timeout=10)
        assert is_up(old_url)
    finally:
        old.kill()
        old.wait()
