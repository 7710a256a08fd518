"""Requests as bytes, so that nothing on our side tidies them up."""

from __future__ import annotations

import contextlib
import json
import socket
from dataclasses import dataclass
from typing import Any

ANSWER_SECONDS = 60
UNFINISHED_SECONDS = 0.02
"""How long to listen for the answer to a request that promises more than it sends."""


@dataclass(frozen=True)
class Request:
    """A request on its way.

    Attributes:
        method: with the address, as in the request's first line.
        headers: lines without their ends.
        body: as it is sent.
        content: the same without the marks between its chunks.
        is_whole: whether the server has all that it needs for an answer.
    """

    method: bytes
    target: bytes
    headers: tuple[bytes, ...]
    body: bytes = b""
    content: bytes = b""
    is_whole: bool = True

    @property
    def bytes(self) -> bytes:
        """What goes over the wire."""
        lines = (b"%s %s HTTP/1.1" % (self.method, self.target), *self.headers)
        return b"\r\n".join((*lines, b"Connection: close", b"", b"")) + self.body


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        status: ``None`` if nothing did.
        head: the status line and headers.
        body: the rest.
    """

    status: int | None
    head: bytes = b""
    body: bytes = b""

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


def send(port: int, request: Request) -> Answer:
    """Sends a request to this machine and waits for its answer.

    Raises:
        TimeoutError: if a whole request isn't answered.
    """
    seconds = ANSWER_SECONDS if request.is_whole else UNFINISHED_SECONDS
    received = b""
    with socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS) as connection:
        connection.settimeout(seconds)
        # A server may refuse a long request before it has read it, and close the connection.
        with contextlib.suppress(ConnectionError):
            connection.sendall(request.bytes)
        try:
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass
        except TimeoutError:
            if request.is_whole:
                raise
    head, _, body = received.partition(b"\r\n\r\n")
    return Answer(int(head.split()[1]) if head else None, head, body)
