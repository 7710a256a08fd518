"""Servers under test: started as the Procfile of a side does; start-up time, memory, CPU time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import psutil
import requests

from evaluation.bench.serving.sides import Side
from server.supervision.servers import LOOPBACK, free_port

START_SECONDS = 300


class Memory(NamedTuple):
    """Memory of the processes of a server, in 10⁶ bytes.

    Attributes:
        rss: What is in memory; what processes share counts for each.
        uss: What would be free if they ended.
    """

    rss: float
    uss: float


class DidNotStart(Exception):  # noqa: N818 (what it says, not how it failed)
    """A server doesn't answer; the text says what it printed."""


class Servers:
    """A side's servers, with stores of their own; a context manager.

    Attributes:
        url: The Rasa server's address.
        first_answer: Seconds from the start to the first answer to a question.
        stores: The folder of the stores.
    """

    def __init__(self, side: Side, question: str, settings: dict[str, str] | None = None) -> None:
        """Name what to start, what to ask first, and environment variables on top."""
        self._side, self._question = side, question
        self._settings = settings or {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.first_answer = 0.0

    def __enter__(self) -> Servers:
        with ExitStack() as started:  # also Ctrl-C: nothing may stay behind
            self.stores = Path(started.enter_context(tempfile.TemporaryDirectory()))
            started.callback(self._stop)
            self._start()
            self._stack = started.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def memory(self) -> dict[str, Memory]:
        """The memory of ``server`` and, where there is one, ``actions``, with their workers."""
        return {name: _memory(psutil.Process(p.pid)) for name, p in self._processes.items()}

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time of each so far."""
        return {name: _cpu(psutil.Process(p.pid)) for name, p in self._processes.items()}

    def _start(self) -> None:
        port, actions_port = free_port(), free_port()
        self.url = f"http://{LOOPBACK}:{port}"
        environment = os.environ | {
            "PYTHONPATH": str(self._side.folder),
            "PATH": f"{self._side.python.parent}:{os.environ['PATH']}",
            "SERVER_HOST": LOOPBACK,
            "SERVER_PORT": str(port),
            "ACTIONS_PORT": str(actions_port),
            "ACTIONS_URL": f"http://{LOOPBACK}:{actions_port}/webhook",
            "CONVERSATIONS_DB": str(self.stores / "conversations.db"),
            "EVENTS_DB": str(self.stores / "events.db"),
            "RATE_LIMIT_CONVERSATION": "off",
            "RATE_LIMIT_ADDRESS": "off",
            "SLACK_BOT_TOKEN": "",
        }
        start = time.monotonic()
        for name, command in self._side.commands.items():
            with (self.stores / f"{name}.log").open("wb") as log:
                self._processes[name] = subprocess.Popen(
                    ["bash", "-c", command],
                    cwd=self._side.folder,
                    env=environment | self._settings,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        self._wait(start)
        self.first_answer = time.monotonic() - start

    def _wait(self, start: float) -> None:
        while True:
            ended = [name for name, p in self._processes.items() if p.poll() is not None]
            if ended or time.monotonic() - start > START_SECONDS:
                raise DidNotStart(f"{self._side.name} didn't start.\n{self._log()}")
            # A port has no event to wait for: it is tried until it takes a connection.
            try:
                socket.create_connection((LOOPBACK, int(self.url.rpartition(":")[2]))).close()
            except OSError:
                time.sleep(0.05)
                continue
            if _answers(self.url, self._question):
                return

    def _log(self) -> str:
        texts = [path.read_text(errors="replace")[-2000:] for path in self.stores.glob("*.log")]
        return "\n".join(texts)

    def _stop(self) -> None:
        for process in self._processes.values():
            # Each is the leader of a group with its workers.
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _answers(url: str, question: str) -> bool:
    """Whether the server answers a first question over REST."""
    body = {"sender": f"start-{time.time()}", "message": question}
    try:
        response = requests.post(f"{url}/webhooks/rest/webhook", json=body, timeout=60)
        return response.ok and any(message.get("text") for message in response.json())
    except (requests.RequestException, ValueError):
        return False


def _memory(process: psutil.Process) -> Memory:
    used = [p.memory_full_info() for p in [process, *process.children(recursive=True)]]
    return Memory(sum(u.rss for u in used) / 1e6, sum(u.uss for u in used) / 1e6)


def _cpu(process: psutil.Process) -> float:
    times = [p.cpu_times() for p in [process, *process.children(recursive=True)]]
    return float(sum(t.user + t.system for t in times))
