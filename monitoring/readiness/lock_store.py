"""Readiness of the lock store: a lock can be written."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor

from rasa.core.agent import Agent
from rasa.core.lock_store import RedisLockStore

from monitoring.readiness.ready_check import READY_CHECK


async def check_lock_store(threads: Executor, agent: Agent) -> None:
    """Writes to Redis, which may be full; locks in this process's memory always work.

    Raises:
        redis.RedisError: if Redis can't be reached or doesn't take it.
    """
    store = agent.lock_store
    if isinstance(store, RedisLockStore):
        loop = asyncio.get_running_loop()
        key = f"{store.key_prefix}{READY_CHECK}"
        await loop.run_in_executor(threads, lambda: store.red.set(key, "", ex=1))
