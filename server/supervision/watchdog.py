"""Watchdog: kills the server of ``make serve`` if it hangs, so that supervisord starts it again.

A server hangs when its health check goes without an answer for ``PATIENCE_SECONDS`` and it does
nothing meanwhile. One that is busy is spared for longer: killed, it would lose what people are
waiting for. A process of its own would take 22 MB: it is a part of that which prints the address.
"""

from __future__ import annotations

import math
import os
import signal
import time
import xmlrpc.client
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from server.supervision.ready import GIVE_UP_AFTER_SECONDS
from server.supervision.servers import is_up, rasa_server
from server.supervision.supervisord import Supervision

LOOK_SECONDS = 5.0
"""Between two looks."""

PATIENCE_SECONDS = 8
"""With the time between two looks and ``HEALTH_SECONDS``, what hangs is killed within 15."""

BUSY_PATIENCE_SECONDS = 60
HEALTH_SECONDS = 2.0
"""How long a health check may take. (A busy server answers within 0.2.)"""

BUSY_SHARE = 0.1
"""A server is busy that has used more of a processor than this since the last look."""


def used_by(pid: int) -> float | None:
    """The processor time of a process in seconds, where the system has ``/proc``."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Watched:
    """A server under supervision.

    Attributes:
        name: supervisord's name for it.
        answers: whether it answers its health check.
        log: the file to say in what becomes of it.
        processor_seconds: how much processor time a process has used; ``None`` if it can't be told.
    """

    name: str
    answers: Callable[[], bool]
    log: Path
    processor_seconds: Callable[[int], float | None] = used_by
    _pid: int = 0
    _answered: float = 0.0
    _patience: float = 0.0
    _used: float | None = None
    _looked: float = 0.0

    def look(self, pid: int) -> None:
        """Kills the server's process if it hasn't answered for too long, or never did.

        Args:
            pid: of the process that is the server now; 0 if there is none.
        """
        now = time.monotonic()
        if pid != self._pid:
            self._pid, self._answered, self._patience = pid, now, GIVE_UP_AFTER_SECONDS
            self._used, self._looked = None, now
        if not pid:
            return
        is_busy = self._is_busy(now)
        if self.answers():
            if self._patience != PATIENCE_SECONDS:
                self._say(f"({pid}) answers: from now on it is watched closely.")
            self._answered, self._patience = time.monotonic(), PATIENCE_SECONDS
            return
        waited = time.monotonic() - self._answered
        if waited > max(self._patience, BUSY_PATIENCE_SECONDS if is_busy else 0):
            self._say(f"({pid}) hangs and is killed.")
            self._patience = math.inf
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _say(self, what: str) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            print(self.name, what, file=log)

    def _is_busy(self, now: float) -> bool:
        """Whether it has used much of a processor since the last look."""
        before, self._used = self._used, self.processor_seconds(self._pid)
        since, self._looked = now - self._looked, now
        if self._used is None:
            return True
        return before is not None and self._used - before > BUSY_SHARE * since


def watch(supervision: Supervision) -> None:
    """Looks after the server until supervisord has ended; says what it does in ``watchdog.log``."""
    log = supervision.folder / "watchdog.log"
    server = Watched("server", lambda: is_up(f"{rasa_server()}/health", HEALTH_SECONDS), log)
    while not supervision.has_ended(within_seconds=LOOK_SECONDS):
        with suppress(OSError, xmlrpc.client.Error):  # it takes no calls any more
            server.look(supervision.pid(server.name))
