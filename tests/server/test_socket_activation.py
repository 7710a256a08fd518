"""A server takes the socket that it is given as standard input, and nothing else."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from typing import Any

import pytest

PROGRAM = """
from server.socket_activation import inherited_socket
inherited = inherited_socket()
print(inherited and inherited.getsockname()[1])
"""


def told(standard_input: Any) -> str:
    """The port of the socket that a program finds there, or ``None``."""
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, stdin=standard_input, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_listening_socket_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert told(listening) == str(listening.getsockname()[1])


def test_a_connection_is_not() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()) as connection,
    ):
        assert told(connection) == "None"


@pytest.mark.parametrize("kind", ["file", "nothing"])
def test_a_file_is_not(kind: str) -> None:
    with tempfile.TemporaryFile() as file:
        assert told(file if kind == "file" else subprocess.DEVNULL) == "None"
