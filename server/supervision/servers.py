"""Ports and health checks of the servers: where they listen, and whether they can and do."""

import errno
import os
import socket
import sys
import time
import urllib.request
from collections.abc import Callable
from http import HTTPStatus

LOOPBACK = "127.0.0.1"
POLL_INTERVAL_SECONDS = 0.1


def port(variable: str) -> int:
    """Reads a port from an environment variable.

    Args:
        variable: such as ``SERVER_PORT``.

    Raises:
        SystemExit: If it is not the number of a port; the message names the variable.
    """
    value = os.environ[variable]
    if not (value.isdecimal() and 0 < int(value) < 65536):
        sys.exit(f"{variable} is '{value}', which is not a port number from 1 to 65535.")
    return int(value)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def local_address(host: str) -> str:
    """The address under which this machine reaches a server that listens on ``host``."""
    return LOOPBACK if host in ("0.0.0.0", "") else host


def rasa_server() -> str:
    """The Rasa server's address for this machine, such as ``http://127.0.0.1:5005``.

    Raises:
        SystemExit: If ``SERVER_PORT`` is not the number of a port.
    """
    return f"http://{local_address(os.environ['SERVER_HOST'])}:{port('SERVER_PORT')}"


def stop_if_busy(variable: str, host: str) -> None:
    """Ends this program with one sentence if a port can't be listened on.

    Args:
        variable: The environment variable that holds the port.
        host: The address to listen on.

    Raises:
        SystemExit: If the port is taken or not allowed; the message names the variable.
    """
    number = port(variable)
    try:
        with socket.socket() as server:
            # As servers do: a port whose last connections are still winding down is free.
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((host, number))
        # macOS lets two programs listen on one port under different addresses.
        with socket.socket() as client:
            if client.connect_ex((LOOPBACK, number)) == 0:
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
    except OSError as error:
        sys.exit(
            f"Can't listen on port {number} of {host} ({error.strerror or error}): "
            f"stop what uses it, or choose another port with the variable {variable}."
        )


def is_up(url: str, seconds: float = 5.0) -> bool:
    """A health check: whether a server answers a GET request with success.

    Args:
        url: The address, such as ``http://127.0.0.1:5005/health``.
        seconds: How long to wait for it.
    """
    try:
        with urllib.request.urlopen(url, timeout=seconds) as response:
            return bool(response.status == HTTPStatus.OK)
    except OSError:  # urllib's own errors are OSErrors too
        return False


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Tries a condition again and again.

    Args:
        condition: What to wait for.
        seconds: How long to try.

    Returns:
        Whether the condition came true in time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_INTERVAL_SECONDS)
    return True
