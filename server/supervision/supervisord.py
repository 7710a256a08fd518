"""A running supervisord with the servers of ``supervisord.conf``."""

from __future__ import annotations

import os
import subprocess
import sys
import xmlrpc.client
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from supervisor.states import ProcessStates
from supervisor.xmlrpc import SupervisorTransport

FOLDER = Path(".logs")
"""Where the logs and supervisord's socket are."""


def call(folder: Path, method: str, *arguments: Any) -> Any:
    """Calls a method of supervisord's API, such as ``startProcess``.

    Raises:
        OSError: if it isn't running.
        xmlrpc.client.Fault: if it refuses.
    """
    socket = f"unix://{folder.absolute() / 'supervisor.sock'}"
    transport = SupervisorTransport(None, None, socket)
    with xmlrpc.client.ServerProxy("http://supervisor", transport) as server:
        return getattr(server.supervisor, method)(*arguments)


def in_turn(processes: Iterable[dict[str, Any]], group: str) -> list[dict[str, Any]]:
    """The processes of a server: the one that serves, or is about to, and the one that rests.

    Args:
        processes: of all servers, as ``getAllProcessInfo`` tells of them.
        group: supervisord's name for the server.
    """
    return sorted(
        (process for process in processes if process["group"] == group),
        key=lambda process: (process["state"] == ProcessStates.STOPPED, process["start"]),
    )


class Supervision:
    """Starts supervisord, and with it the servers; a context manager, which stops them all.

    Attributes:
        folder: where logs and socket go.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # logs are nobody else's business
        command = [sys.executable, "-m", "supervisor.supervisord", "--configuration"]
        # It wants to be told whether it really shall stay root.
        as_root = ["--user", "root"] if os.getuid() == 0 else []
        self._process = subprocess.Popen(
            [*command, "supervisord.conf", *as_root],
            env={**os.environ, "SERVE_FOLDER": str(folder.absolute())},
            start_new_session=True,  # Ctrl-C is for us
        )

    def __enter__(self) -> Supervision:
        return self

    def __exit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def has_ended(self, within_seconds: float) -> bool:
        """Whether it ends within a time, by itself or by the hand of another."""
        try:
            self._process.wait(within_seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def pid(self, server: str) -> int:
        """The process that serves now; 0 if there is none.

        Raises:
            OSError: if supervisord isn't running.
            xmlrpc.client.Fault: if it is about to stop.
        """
        serving, _ = in_turn(call(self.folder, "getAllProcessInfo"), server)
        return int(serving["pid"])

    def has_failed(self) -> bool:
        """Whether it has ended, or one of its servers did before it was up."""
        if self._process.poll() is not None:
            return True
        try:
            servers = call(self.folder, "getAllProcessInfo")
        except (OSError, xmlrpc.client.Error):
            return False  # it is only just starting
        return any(server["statename"] in ("BACKOFF", "FATAL") for server in servers)

    def last_words(self) -> str:
        """The end of each log that has something."""
        return "\n".join(
            f"{log}:\n{log.read_text(encoding='utf-8', errors='replace')[-1000:]}"
            for log in sorted(self.folder.glob("*.log"))
            if log.stat().st_size
        )
