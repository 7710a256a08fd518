"""The whole assistant, really running: both servers on free ports, with stores of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ALLOWED_ORIGIN = "http://site.localhost"
"""Whose pages may use the chat, besides the server's own; there need not be anything."""

PROCFILE = dict(
    line.split(": ", 1) for line in Path("Procfile").read_text(encoding="utf-8").splitlines()
)
"""The command of each process."""

START_SECONDS = 120
ANSWER_SECONDS = 30


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool]) -> None:
    """Waits for what a server does beside answering.

    Raises:
        AssertionError: if it doesn't come.
    """
    deadline = time.monotonic() + ANSWER_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.1)


@dataclass
class Assistant:
    """Starts the servers as the Procfile does; use as a context manager.

    Attributes:
        folder: for the stores and logs of this run.
        actions_module: what the action server loads its actions from.
        settings: environment variables on top of the usual ones.
        model: the model's file.
    """

    folder: Path
    actions_module: str = "actions"
    settings: Mapping[str, str] = field(default_factory=dict)
    model: Path = Path("models/assistant.tar.gz")
    port: int = field(default_factory=free_port)
    actions_port: int = field(default_factory=free_port)
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The Rasa server's address."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Assistant:
        try:
            self.start_actions()
            self.start_server()
        except BaseException:  # also Ctrl-C: nothing may stay behind
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._processes):
            self.stop(name)

    def start_server(self) -> None:
        """Starts the Rasa server and waits until it is up."""
        self._start("server")
        self._wait_for(self.url, "server")

    def start_actions(self) -> None:
        """Starts the action server and waits until it is up."""
        self._start("actions")
        self._wait_for(f"http://127.0.0.1:{self.actions_port}/health", "actions")

    def stop(self, name: str) -> None:
        """Stops ``server`` or ``actions``."""
        process = self._processes.pop(name)
        process.terminate()
        process.wait(timeout=30)

    def pid(self, name: str) -> int:
        """The process id of ``server`` or ``actions``."""
        return self._processes[name].pid

    def log(self, name: str) -> str:
        """What ``server`` or ``actions`` printed."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def ask(self, message: str, sender: str) -> list[dict[str, Any]]:
        """Sends a message over REST and returns the answer's messages."""
        response = requests.post(
            f"{self.url}/webhooks/rest/webhook",
            json={"sender": sender, "message": message},
            timeout=ANSWER_SECONDS,
        )
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()
        return messages

    def _start(self, name: str) -> None:
        command = PROCFILE[name].replace("--actions actions", f"--actions {self.actions_module}")
        command = command.replace("--model models/assistant.tar.gz", f"--model {self.model}")
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SERVER_HOST": "127.0.0.1",
            "SERVER_PORT": str(self.port),
            "ACTIONS_PORT": str(self.actions_port),
            "ACTIONS_URL": f"http://127.0.0.1:{self.actions_port}/webhook",
            "CONVERSATIONS_DB": str(self.folder / "conversations.db"),
            "EVENTS_DB": str(self.folder / "events.db"),
            "SANIC_HOST": "127.0.0.1",
            "CHAT_ORIGINS": ALLOWED_ORIGIN,
            "RATE_LIMIT_ADDRESS": "off",  # all tests come from one
            "SLACK_BOT_TOKEN": "",  # somebody's .env must not bring the tests into their Slack
        }
        environment |= self.settings
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                ["bash", "-c", command], env=environment, stdout=log, stderr=subprocess.STDOUT
            )

    def _wait_for(self, url: str, name: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                requests.get(url, timeout=5)
                return
            except (requests.ConnectionError, requests.Timeout):
                pass
            ended = self._processes[name].poll() is not None
            if ended or time.monotonic() > deadline:
                raise AssertionError(f"the {name} didn't start:\n{self.log(name)}")
            time.sleep(0.2)


@dataclass
class Conversation:
    """One person's conversation over REST."""

    assistant: Assistant
    sender: str = field(default_factory=lambda: str(uuid.uuid4()))

    def say(self, message: str) -> dict[str, Any]:
        """Sends a message and returns the one answer to it."""
        answers = self.assistant.ask(message, self.sender)
        assert len(answers) == 1, f"{message!r} was answered with {answers}"
        return answers[0]
