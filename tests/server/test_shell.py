"""``make shell``: the assistant in a terminal."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from server.supervision.servers import free_port, is_up
from tests.pay import AVERAGE
from tests.server.terminal import CTRL_C, Terminal


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    actions_port = free_port()
    return {
        "SERVER_PORT": str(free_port()),
        "ACTIONS_PORT": str(actions_port),
        "SANIC_HOST": "127.0.0.1",
        "ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "CONVERSATIONS_DB": str(tmp_path / "conversations.db"),
        "EVENTS_DB": str(tmp_path / "events.db"),
        "RASA_TELEMETRY_ENABLED": "false",
    }


def test_it_answers_and_leaves_nothing_behind(settings: dict[str, str]) -> None:
    with Terminal(["server.shell"], **settings) as terminal:
        terminal.wait_for("Your input")
        terminal.type("how much do ml engineers make\r")
        terminal.wait_for(AVERAGE.split()[1])
        terminal.wait_for("Type out your own message")
        terminal.type(CTRL_C)
        assert terminal.exit_code() == 0
    assert not is_up(f"http://127.0.0.1:{settings['ACTIONS_PORT']}/health")


def test_a_port_that_is_taken_is_one_sentence(settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "server.shell"],
            env={**os.environ, **settings, "SERVER_PORT": port},
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"Can't listen on port {port} of 127.0.0.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_model_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "server.shell"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path().absolute())},
        capture_output=True,
        text=True,
    )
    sentence = "There is no model models/assistant.tar.gz: 'make train' makes one.\n"
    assert (done.returncode, done.stderr) == (1, sentence)
