"""A real RabbitMQ, alone; deploy/local has one among the other servers of a cluster."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aio_pika
import pytest

from deploy.local.needed import find
from deploy.local.prepare import fill_templates
from deploy.local.settings import LOOPBACK, make_settings
from tests.waiting import wait_until

QUEUE = "rasa_events"
EPMD, SERVER = "epmd", "/usr/lib/rabbitmq/bin/rabbitmq-server"


@dataclass
class RabbitMQ:
    """A server with one queue.

    Attributes:
        port: of 127.0.0.1.
        user: the name that it knows.
        password: that user's.
        process: the server, which leads its group of processes.
    """

    port: int
    user: str
    password: str
    process: subprocess.Popen[bytes]

    def queue(self) -> tuple[int, int]:
        """How many messages wait in the queue, and how many consumers it has."""
        return asyncio.run(self._use_queue())

    def publish(self, body: bytes) -> None:
        """Puts a message into the queue."""
        asyncio.run(self._use_queue(body))

    def kill(self) -> None:
        """Ends it as if its machine had lost power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    async def _use_queue(self, body: bytes | None = None) -> tuple[int, int]:
        connection = await aio_pika.connect(
            host=LOOPBACK, port=self.port, login=self.user, password=self.password
        )
        async with connection:
            channel = await connection.channel()
            queue = await channel.declare_queue(QUEUE, durable=True)
            if body is not None:
                await channel.default_exchange.publish(aio_pika.Message(body), QUEUE)
            found = queue.declaration_result
            return int(found.message_count or 0), int(found.consumer_count or 0)


@contextmanager
def running() -> Iterator[RabbitMQ]:
    """Starts one, and ends it."""
    if find(EPMD) is None or find(SERVER) is None:
        pytest.fail(
            "RabbitMQ is not installed, so what uses it can't be tested. "
            "On Debian and Ubuntu, install it with 'apt-get install rabbitmq-server'."
        )
    folder = Path(tempfile.mkdtemp(prefix="rabbitmq-"))
    settings = make_settings(folder, None, folder)
    fill_templates(folder, settings)
    (folder / "rabbitmq" / "plugins").write_text("[].\n")
    environment = {**os.environ, **settings, "HOME": str(folder / "rabbitmq")}
    port = int(settings["RABBITMQ_PORT"])

    def start(*command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )

    # RabbitMQ would start one for all users, and leave it behind.
    epmd = start(
        *(str(find(EPMD)), "-address", LOOPBACK, "-port", settings["ERL_EPMD_PORT"]),
        "-relaxed_command_check",
    )
    try:
        server = RabbitMQ(
            port, settings["RABBITMQ_USER"], settings["RABBITMQ_PASSWORD"], start(SERVER)
        )
        try:
            wait_until(lambda: _listens(port), "RabbitMQ did not start")
            yield server
        finally:
            if server.process.poll() is None:
                server.kill()
    finally:
        epmd.kill()
        epmd.wait()
        shutil.rmtree(folder)


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((LOOPBACK, port)) == 0
