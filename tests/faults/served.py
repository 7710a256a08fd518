"""``make serve`` on free ports, and what can happen to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from evaluation.assistant import START_SECONDS
from server.supervision.servers import free_port, wait_for
from server.supervision.supervisord import call, in_turn
from tests.waiting import SECONDS, wait_until


@dataclass
class Served:
    """A context manager.

    Attributes:
        logs: the folder of the logs.
        stores: the folder of ``conversations.db``.
        project: the folder of the assistant's files.
        settings: environment variables on top of the usual ones.
    """

    logs: Path
    stores: Path
    project: Path = field(default_factory=Path)
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def conversations(self) -> Path:
        return self.stores / "conversations.db"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of its programs."""
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SERVER_HOST": "127.0.0.1",
            "SERVER_PORT": str(self.port),
            "ACTIONS": "in-process",
            "CONVERSATIONS_DB": str(self.conversations),
            "EVENTS_DB": str(self.logs / "events.db"),
            "RATE_LIMIT_ADDRESS": "off",
            "RATE_LIMIT_CONVERSATION": "off",
            "SLACK_BOT_TOKEN": "",
            **self.settings,
        }

    def __enter__(self) -> Served:
        said = self.logs / "serve.out"
        with said.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server.supervision.serve", "--folder", str(self.logs)],
                cwd=self.project,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        with ExitStack() as failing:  # also Ctrl-C: nothing may stay behind
            failing.callback(self.__exit__)
            wait_for(
                lambda: "Ready" in said.read_text() or self.process.poll() is not None,
                START_SECONDS,
            )
            assert "Ready" in said.read_text(), said.read_text()
            failing.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)

    def log(self, name: str) -> str:
        return (self.logs / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def pid(self, name: str) -> int:
        """The process id of ``server``; 0 while it is down."""
        return int(self._in_turn(name)[0]["pid"])

    def resting(self, name: str) -> str:
        """The name of the process that takes over from ``server`` when that is started anew."""
        return str(self._in_turn(name)[1]["name"])

    def _in_turn(self, name: str) -> list[dict[str, Any]]:
        return in_turn(call(self.logs, "getAllProcessInfo"), name)

    def send(self, name: str, signal_number: signal.Signals) -> None:
        os.kill(self.pid(name), signal_number)

    def kill(self, *names: str) -> None:
        """Ends servers without warning, all at the same time; they must come back by themselves."""
        # One that dies again and again before it counts as started would be given up.
        self.wait_until_started(*names)
        before = {name: self.pid(name) for name in names}
        for process in before.values():
            os.kill(process, signal.SIGKILL)
        for name, process in before.items():
            wait_until(
                lambda name=name, process=process: self.pid(name) not in (0, process),  # type: ignore[misc]
                f"{name} was not started again",
            )
        self.wait_until_ready()

    def restart(self, what: str) -> subprocess.CompletedProcess[str]:
        """What ``make restart`` does for ``server``, and ``make reload`` for ``guide``."""
        command = [
            sys.executable,
            "-m",
            "server.supervision.restart",
            what,
            "--folder",
            str(self.logs),
        ]
        return subprocess.run(
            command, cwd=self.project, env=self.environment, capture_output=True, text=True
        )

    def wait_until_started(self, *names: str) -> None:
        """Waits until servers have stayed up as long as supervisord wants to see."""
        for name in names:
            wait_until(
                lambda name=name: self._in_turn(name)[0]["statename"] == "RUNNING",  # type: ignore[misc]
                f"{name} was not started",
            )

    def wait_until_ready(self) -> None:
        is_ready = wait_for(self._is_ready, SECONDS)
        assert is_ready, f"it isn't ready:\n{self.log('server')[-2000:]}"

    def _is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/ready", timeout=30).ok
        except requests.RequestException:
            return False
