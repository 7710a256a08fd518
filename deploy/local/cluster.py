"""Starts the cluster, watches it and stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import xmlrpc.client
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg2
from supervisor.xmlrpc import SupervisorTransport

from deploy.local.prepare import ClusterError, prepare
from deploy.local.settings import LOOPBACK, make_settings
from server.supervision.servers import is_up, wait_for

START_SECONDS = 240
MODEL = Path("models/assistant.tar.gz")
DATABASES = ("conversations", "events")
READY = "/ready?exclude=event_broker"
"""Answers don't wait for RabbitMQ, so nobody should be turned away because of it."""
NEED_DATABASES = ("consumer", "rasa-1", "rasa-2")
LONGEST_LOG = 600  # characters of each log that are shown when the cluster doesn't start


@dataclass
class Cluster:
    """nginx, two Rasa servers, two action servers, consumer, PostgreSQL, Redis, RabbitMQ.

    A context manager; what it keeps is gone at its end.

    Attributes:
        port: where people reach it; any free one if left out.
        model: the model's archive.
        more_settings: environment variables on top of ``make_settings``.
        settings: all of them, once it is entered.
    """

    port: int | None = None
    model: Path = MODEL
    more_settings: Mapping[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    _supervisor: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the assistant."""
        return f"http://{LOOPBACK}:{self.settings['NGINX_PORT']}"

    @property
    def folder(self) -> Path:
        """Where data and logs are."""
        return Path(self.settings["CLUSTER"])

    def server_url(self, name: str) -> str:
        """The address of one server, such as ``rasa-1``, for this machine alone."""
        return f"http://{LOOPBACK}:{self.settings[name.upper().replace('-', '_') + '_PORT']}"

    def __enter__(self) -> Cluster:
        folder = Path(tempfile.mkdtemp(prefix="assistant-cluster-"))
        folder.chmod(0o755)  # the servers' users must get through
        self.settings = {**make_settings(folder, self.port, self.model), **self.more_settings}
        with ExitStack() as failing:  # also Ctrl-C: nothing may stay behind
            failing.callback(self.__exit__)
            prepare(folder, self.settings)
            self._start()
            failing.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        if self._supervisor is not None:
            # All at once, for nothing of it is kept; by itself, it stops one after the other.
            with suppress(OSError, xmlrpc.client.Error):
                self.call("stopAllProcesses", False)
            self._supervisor.terminate()
            self._supervisor.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method: str, *arguments: Any) -> Any:
        """Calls a method of supervisord's API, such as ``startProcess``."""
        socket = f"unix://{self.folder / 'supervisor.sock'}"
        transport = SupervisorTransport(None, None, socket)
        with xmlrpc.client.ServerProxy("http://supervisor", transport) as server:
            return getattr(server.supervisor, method)(*arguments)

    def log(self, name: str) -> str:
        """What a server has printed."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def database(self, name: str) -> Any:
        """A connection to one of the databases."""
        return psycopg2.connect(
            host=LOOPBACK,
            port=self.settings["POSTGRES_PORT"],
            user=self.settings["POSTGRES_USER"],
            password=self.settings["POSTGRES_PASSWORD"],
            dbname=name,
        )

    def _start(self) -> None:
        configuration = str(self.folder / "supervisord.conf")
        self._supervisor = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "--configuration", configuration],
            env={**os.environ, **self.settings},
            start_new_session=True,  # Ctrl-C is for us
        )
        self._wait_for("PostgreSQL", self._database_is_up)
        connection = self.database("postgres")
        connection.autocommit = True
        for name in DATABASES:
            connection.cursor().execute(f"CREATE DATABASE {name}")
        connection.close()
        for name in NEED_DATABASES:
            self.call("startProcess", name, False)
        for name in ("rasa-1", "rasa-2"):
            self._wait_for(name, partial(is_up, self.server_url(name) + READY))
        self._wait_for("nginx", lambda: is_up(f"{self.url}/chat"))

    def _wait_for(self, what: str, condition: Callable[[], bool]) -> None:
        assert self._supervisor is not None
        ended = self._supervisor.poll
        if wait_for(lambda: ended() is not None or condition(), START_SECONDS) and ended() is None:
            return
        logs = [f"{log.name}: {self.log(log.stem)[-LONGEST_LOG:]}" for log in self._logs()]
        raise ClusterError("\n".join((f"The {what} did not start.", *logs)))

    def _logs(self) -> list[Path]:
        return sorted(self.folder.glob("*.log"))

    def _database_is_up(self) -> bool:
        try:
            self.database("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True
