"""Socket activation: the server listens on a socket that it inherits and that outlives it.

Connections wait in the socket while the server is started anew, instead of being refused. Who opens
it is supervisord (``server/supervision/open_sockets.py``), which hands it on as FastCGI does:
standard input is a socket that listens already.
"""

from __future__ import annotations

import socket
import sys


def inherited_socket() -> socket.socket | None:
    """Returns the listening socket that standard input is; ``None`` if it is anything else."""
    if sys.stdin is None:
        return None
    try:
        inherited = socket.socket(fileno=sys.stdin.fileno())
    except OSError:  # a terminal, a file
        return None
    if inherited.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return inherited
    inherited.detach()
    return None
