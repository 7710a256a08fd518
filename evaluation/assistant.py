"""The whole assistant, really running: its servers on free ports, with stores of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from server.supervision.servers import free_port, wait_for

ALLOWED_ORIGIN = "http://site.localhost"
"""Whose pages may use the chat, besides the server's own; there need not be anything."""

PROCFILE = dict(
    line.split(": ", 1) for line in Path("Procfile").read_text(encoding="utf-8").splitlines()
)
"""The command of each process."""

ACTION_SERVER = "exec python -m server.actions --actions actions --port $ACTIONS_PORT"

START_SECONDS = 120
ANSWER_SECONDS = 30


@dataclass
class Assistant:
    """Starts the server as the Procfile does; use as a context manager.

    Attributes:
        folder: for the stores and logs of this run.
        has_action_server: whether an action server runs the actions, or the server itself.
        actions_module: what the action server loads its actions from.
        settings: environment variables on top of the usual ones.
        model: the model's file.
    """

    folder: Path
    actions_module: str = "actions"
    settings: Mapping[str, str] = field(default_factory=dict)
    model: Path = Path("models/assistant.tar.gz")
    has_action_server: bool = False
    port: int = field(default_factory=free_port)
    actions_port: int = field(default_factory=free_port)
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def servers(self) -> tuple[str, ...]:
        """Those that are started."""
        return ("actions", "server") if self.has_action_server else ("server",)

    @property
    def url(self) -> str:
        """The Rasa server's address."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Assistant:
        with ExitStack() as failing:  # also Ctrl-C: nothing may stay behind
            failing.callback(self.__exit__)
            self.start(*self.servers)
            failing.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._processes):
            self.stop(name)

    def start(self, *names: str) -> None:
        """Starts ``server``, ``actions`` or both, and waits until they are up."""
        for name in names:
            self._start(name)
        for name in names:
            self._wait_for(name)

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
        command = ACTION_SERVER if name == "actions" else PROCFILE[name]
        command = command.replace("--actions actions", f"--actions {self.actions_module}")
        command = command.replace("--model models/assistant.tar.gz", f"--model {self.model}")
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SERVER_HOST": "127.0.0.1",
            "SERVER_PORT": str(self.port),
            "ACTIONS": "http" if self.has_action_server else "in-process",
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

    def _wait_for(self, name: str) -> None:
        port = {"server": self.port, "actions": self.actions_port}[name]
        url = f"http://127.0.0.1:{port}/"
        ended = self._processes[name].poll
        wait_for(lambda: ended() is not None or _answers(url), START_SECONDS)
        assert _answers(url), f"the {name} didn't start:\n{self.log(name)}"


def _answers(url: str) -> bool:
    try:
        requests.get(url, timeout=5)
    except (requests.ConnectionError, requests.Timeout):
        return False
    return True


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
