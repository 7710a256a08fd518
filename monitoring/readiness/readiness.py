"""Readiness: whether the assistant can answer, part by part, all at once and not too often."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from rasa.core.agent import Agent

from monitoring.readiness.action_server import check_action_server
from monitoring.readiness.check import OK, Check
from monitoring.readiness.event_broker import check_event_broker
from monitoring.readiness.lock_store import check_lock_store
from monitoring.readiness.model import ModelCheck
from monitoring.readiness.tracker_store import check_tracker_store

logger = logging.getLogger(__name__)

WAIT_SECONDS = 2.0
KEEP_SECONDS = 1.0
Look = Callable[[Agent], Awaitable[None]]
PARTS = ("model", "tracker_store", "lock_store", "event_broker", "action_server")


class Readiness:
    """What works and what doesn't, as far as it was known a second ago.

    Args:
        agent: Rasa's, as it is at the moment.
    """

    def __init__(self, agent: Callable[[], Agent]) -> None:
        # What waits for a store does so in a thread: one for each part that has to.
        threads = ThreadPoolExecutor(len(PARTS), thread_name_prefix="readiness")
        looks: tuple[Look, ...] = (
            ModelCheck(),
            partial(check_tracker_store, threads),
            partial(check_lock_store, threads),
            partial(check_event_broker, threads),
            check_action_server,
        )
        self._checks = {
            part: Check(_look_at(agent, look), WAIT_SECONDS)
            for part, look in zip(PARTS, looks, strict=True)
        }
        self._one_at_a_time = asyncio.Lock()
        self._looked_at = -KEEP_SECONDS
        self._results: Mapping[str, str] = {}

    async def results(self) -> Mapping[str, str]:
        """``ok`` or what is wrong, by part."""
        async with self._one_at_a_time:
            if time.monotonic() - self._looked_at > KEEP_SECONDS:
                found = await asyncio.gather(*(each.result() for each in self._checks.values()))
                results = dict(zip(self._checks, found, strict=True))
                _log_what_changed(self._results, results)
                self._looked_at, self._results = time.monotonic(), results
            return self._results


def _look_at(agent: Callable[[], Agent], look: Look) -> Callable[[], Awaitable[None]]:
    return lambda: look(agent())


def _log_what_changed(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    for part, result in now.items():
        if (result == OK) != (before.get(part, OK) == OK):
            if result == OK:
                logger.warning("Works again: %s.", part)
            else:
                logger.error("Doesn't work: %s (%s).", part, result)
