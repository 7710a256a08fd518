from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.supervision import watchdog
from server.supervision.watchdog import Watched, used_by
from tests.waiting import wait_until


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """Stands for a server: whether it answers, the test says."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "watchdog.log"


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(watchdog, "BUSY_PATIENCE_SECONDS", 0.6)
    monkeypatch.setattr(watchdog, "GIVE_UP_AFTER_SECONDS", 0.5)


def test_a_server_that_stops_answering_is_killed(
    process: subprocess.Popen[bytes], log: Path
) -> None:
    answers = [True, False, False]
    watched = Watched("server", lambda: answers.pop(0), log)
    watched.look(process.pid)
    watched.look(process.pid)
    assert process.poll() is None, "it had time left"
    time.sleep(0.2)
    watched.look(process.pid)
    assert process.wait(10) == -signal.SIGKILL
    assert log.read_text().splitlines() == [
        f"server ({process.pid}) answers: from now on it is watched closely.",
        f"server ({process.pid}) hangs and is killed.",
    ]


def test_a_server_that_answers_lives(process: subprocess.Popen[bytes], log: Path) -> None:
    watched = Watched("server", lambda: True, log)
    for _ in range(3):
        watched.look(process.pid)
        time.sleep(0.2)
    assert process.poll() is None


def test_a_server_that_starts_has_longer(process: subprocess.Popen[bytes], log: Path) -> None:
    watched = Watched("server", lambda: False, log)
    watched.look(process.pid)
    time.sleep(0.2)
    watched.look(process.pid)
    assert process.poll() is None
    time.sleep(0.4)
    watched.look(process.pid)
    assert process.wait(10) == -signal.SIGKILL


@pytest.mark.parametrize("can_be_told", [True, False])
def test_a_server_that_is_busy_has_longer(
    process: subprocess.Popen[bytes], can_be_told: bool, log: Path
) -> None:
    used, answers = [1.0, 2.0, 3.0, 4.0], [True, False, False, False]
    watched = Watched(
        "server", lambda: answers.pop(0), log, lambda _: used.pop(0) if can_be_told else None
    )
    for _ in range(3):
        watched.look(process.pid)
        time.sleep(0.2)
    assert process.poll() is None
    time.sleep(0.4)
    watched.look(process.pid)
    assert process.wait(10) == -signal.SIGKILL


def test_a_stopped_process_uses_no_processor_and_a_busy_one_does() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        try:
            wait_until(lambda: (used_by(busy.pid) or 0) > 0.1)
            busy.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, busy.pid, os.WSTOPPED)
            used = used_by(busy.pid)
            time.sleep(0.2)
            assert used_by(busy.pid) == used
        finally:
            busy.kill()
    assert used_by(busy.pid) is None, "it is gone"


def test_a_server_that_is_down_is_left_to_supervisord(log: Path) -> None:
    def answers() -> bool:
        raise AssertionError("nobody asks it")

    Watched("server", answers, log).look(0)
