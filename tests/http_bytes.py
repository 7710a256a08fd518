"""Requests as bytes, so that no client tidies them up."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

TIMEOUT = 10  # seconds


def send(url: str, request: bytes) -> tuple[int, bytes]:
    """Sends bytes as they are; returns the status of the answer and all of it."""
    host, _, port = urlsplit(url).netloc.partition(":")
    with socket.create_connection((host, int(port)), TIMEOUT) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split()[1]), answer
