"""Watchdog: kills a server of ``make serve`` that hangs, so that supervisord starts it again.

An event listener of supervisord, which tells it the time every five seconds. A server hangs when
its health check goes without an answer for ``PATIENCE_SECONDS``.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
import xmlrpc.client
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from supervisor import childutils

from server.supervision.ready import GIVE_UP_AFTER_SECONDS
from server.supervision.servers import action_server_is_up, is_up, rasa_server

PATIENCE_SECONDS = 60
"""As that of the liveness probes in ``deploy/kubernetes/``."""


@dataclass
class Watched:
    """A server under supervision.

    Attributes:
        name: supervisord's name for it.
        answers: whether it answers its health check.
    """

    name: str
    answers: Callable[[], bool]
    _pid: int = 0
    _deadline: float = math.inf

    def look(self, pid: int) -> None:
        """Kills the server's process if it hasn't answered for too long, or never did.

        Args:
            pid: of the process that is the server now; 0 if there is none.
        """
        if pid != self._pid:
            self._pid, self._deadline = pid, time.monotonic() + GIVE_UP_AFTER_SECONDS
        if not pid:
            return
        if self.answers():
            self._deadline = time.monotonic() + PATIENCE_SECONDS
        elif time.monotonic() > self._deadline:
            print(f"{self.name} ({pid}) hangs and is killed.", file=sys.stderr, flush=True)
            self._deadline = math.inf
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _rasa_server_is_up() -> bool:
    return is_up(f"{rasa_server()}/health")


def main() -> None:
    """Looks after the servers until supervisord is stopped."""
    supervisor = childutils.getRPCInterface(os.environ).supervisor
    servers = Watched("actions", action_server_is_up), Watched("server", _rasa_server_is_up)
    with suppress(xmlrpc.client.Fault):  # it takes no calls any more
        while True:
            childutils.listener.wait()
            for server in servers:
                server.look(supervisor.getProcessInfo(server.name)["pid"])
            childutils.listener.ok()


if __name__ == "__main__":
    main()
