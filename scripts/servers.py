"""Where the two servers listen, and whether they can and do."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

LOOPBACK = "127.0.0.1"
POLL_INTERVAL_SECONDS = 0.3


def port(variable: str) -> int:
    """Reads a port from an environment variable.

    Args:
        variable: ``SERVER_PORT`` or ``ACTIONS_PORT``.

    Raises:
        SystemExit: If it is not the number of a port; the message names the variable.
    """
    value = os.environ[variable]
    if not (value.isdecimal() and 0 < int(value) < 65536):
        sys.exit(f"{variable} is '{value}', which is not a port number from 1 to 65535.")
    return int(value)


def local_address(host: str) -> str:
    """The address under which this machine reaches a server that listens on ``host``."""
    return LOOPBACK if host in ("0.0.0.0", "") else host


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
        # macOS lets two servers bind one port under different addresses, so look for one first.
        with socket.socket() as client:
            if client.connect_ex((local_address(host), number)) == 0:
                raise OSError("another program uses it")
        with socket.socket() as server:
            # As servers do: a port whose last connections are still winding down is free.
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((host, number))
    except OSError as error:
        reason = error.strerror or str(error)
        sys.exit(
            f"Can't listen on {host}, port {number} ({reason[0].lower()}{reason[1:]}): "
            f"stop what uses it, or choose another port with the variable {variable}."
        )


def action_server_is_up() -> bool:
    """Whether the action server answers its health check."""
    url = f"http://{LOOPBACK}:{port('ACTIONS_PORT')}/health"
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
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
