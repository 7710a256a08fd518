"""The action server beside the shell: started with it, on a free port, and stopped with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.supervision.servers import LOOPBACK, free_port, is_up, wait_for

LOG = Path(".logs/shell-actions.log")
START_SECONDS = 60


@dataclass(frozen=True)
class ActionServer:
    """A process that is starting.

    Attributes:
        process: the server.
        address: where it will answer.
    """

    process: subprocess.Popen[bytes]
    address: str

    @property
    def url(self) -> str:
        """What Rasa calls."""
        return f"{self.address}/webhook"

    def wait_until_up(self) -> None:
        """Waits until it answers.

        Raises:
            SystemExit: if it doesn't start, with its log.
        """
        wait_for(lambda: self.process.poll() is not None or self._answers(), START_SECONDS)
        if not self._answers():
            said = LOG.read_text(encoding="utf-8").strip()
            sys.exit(f"The action server did not start:\n{said}")

    def _answers(self) -> bool:
        return is_up(f"{self.address}/health")


@contextmanager
def action_server() -> Iterator[ActionServer]:
    """Starts the action server, and stops it at the end."""
    port = free_port()
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        # In a session of its own, so that Ctrl-C reaches only the shell.
        process = subprocess.Popen(
            [sys.executable, "-m", "server.actions", "--port", str(port)],
            env={**os.environ, "SANIC_HOST": LOOPBACK},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield ActionServer(process, f"http://{LOOPBACK}:{port}")
    finally:
        process.terminate()
        process.wait()
