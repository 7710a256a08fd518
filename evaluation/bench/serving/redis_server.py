"""A Redis server of its own, for the locks that several workers share."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from server.supervision.servers import LOOPBACK, free_port, wait_for

START_SECONDS = 20


@contextmanager
def redis_server() -> Iterator[int]:
    """Starts one that keeps nothing on disk; yields its port.

    Raises:
        TimeoutError: If it doesn't answer.
    """
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", LOOPBACK, "--save", ""]
    process = subprocess.Popen([*command, "--dir", "/tmp"], stdout=subprocess.DEVNULL)
    try:
        if not wait_for(lambda: _answers(port), START_SECONDS):
            raise TimeoutError("redis-server doesn't answer")
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        return bool(redis.Redis(host=LOOPBACK, port=port).ping())
    except redis.ConnectionError:
        return False
