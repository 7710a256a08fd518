"""Readiness of the tracker store: conversations can be read."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor

from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore

from monitoring.readiness.ready_check import READY_CHECK
from monitoring.readiness.sql import check_sql
from stores.conversations import tracker_store


async def check_tracker_store(threads: Executor, agent: Agent) -> None:
    """Looks at SQL stores in a thread, and reads from those of other kinds.

    Raises:
        Exception: whatever the store raises when it can't be reached.
    """
    store = tracker_store(agent)
    if isinstance(store, SQLTrackerStore):
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(threads, check_sql, store.engine, store.SQLEvent)
    else:
        await store.retrieve(READY_CHECK)
