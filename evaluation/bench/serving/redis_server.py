"""A Redis server of its own, for the locks that several workers share."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from server.supervision.servers import LOOPBACK, free_port

START_SECONDS = 20


@contextmanager
def redis_server() -> Iterator[int]:
    """Starts one that keeps nothing on disk; yields its port."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", LOOPBACK, "--save", ""]
    process = subprocess.Popen([*command, "--dir", "/tmp"], stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            redis.Redis(host=LOOPBACK, port=port).ping()
            return
        except redis.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
