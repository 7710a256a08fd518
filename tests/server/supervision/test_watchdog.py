from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from server.supervision import watchdog
from server.supervision.watchdog import Watched


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """Stands for a server: whether it answers, the test says."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(watchdog, "GIVE_UP_AFTER_SECONDS", 0.5)


def test_a_server_that_stops_answering_is_killed(
    process: subprocess.Popen[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [True, False, False]
    watched = Watched("server", lambda: answers.pop(0))
    watched.look(process.pid)
    watched.look(process.pid)
    assert process.poll() is None, "it had time left"
    time.sleep(0.2)
    watched.look(process.pid)
    assert process.wait(10) == -signal.SIGKILL
    assert capsys.readouterr().err == f"server ({process.pid}) hangs and is killed.\n"


def test_a_server_that_answers_lives(process: subprocess.Popen[bytes]) -> None:
    watched = Watched("server", lambda: True)
    for _ in range(3):
        watched.look(process.pid)
        time.sleep(0.2)
    assert process.poll() is None


def test_a_server_that_starts_has_longer(process: subprocess.Popen[bytes]) -> None:
    watched = Watched("server", lambda: False)
    watched.look(process.pid)
    time.sleep(0.2)
    watched.look(process.pid)
    assert process.poll() is None
    time.sleep(0.4)
    watched.look(process.pid)
    assert process.wait(10) == -signal.SIGKILL


def test_a_server_that_is_down_is_left_to_supervisord() -> None:
    def answers() -> bool:
        raise AssertionError("nobody asks it")

    Watched("server", answers).look(0)
