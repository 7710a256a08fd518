"""Stops ``make serve`` when supervisord gives up a server (``FATAL``): an extension of it."""

from __future__ import annotations

import os
import signal

from supervisor import events
from supervisor.supervisord import Supervisor


class GivenUp:
    """An RPC interface without methods, which ends supervisord.

    Args:
        supervisord: which tells it.
    """

    def __init__(self, supervisord: Supervisor) -> None:
        events.subscribe(events.ProcessStateFatalEvent, self._stop_all)

    @staticmethod
    def _stop_all(_: events.ProcessStateFatalEvent) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
