"""Lets a server listen on the socket it was given as standard input, which outlives it.

Who gives it is supervisord (``server/supervision/open_sockets.py``), in the way of FastCGI:
standard input is a socket that listens already.
"""

from __future__ import annotations

import functools
import socket
import sys

from sanic import Sanic


def listen_on_given_socket() -> None:
    """Makes Sanic servers listen there, whatever address they are told; without a socket, nothing.

    Rasa 3.6 has no setting for it.
    """
    if given := _given_socket():
        listen = functools.partialmethod(Sanic.run, sock=given)
        Sanic.run = listen  # type: ignore[method-assign, assignment]


def _given_socket() -> socket.socket | None:
    if sys.stdin is None:
        return None
    try:
        given = socket.socket(fileno=sys.stdin.fileno())
    except OSError:  # a terminal, a file
        return None
    if given.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return given
    given.detach()
    return None
