"""A distributed lock: one message of a conversation at a time, on however many servers."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, RedisLockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.connection import Connection, SSLConnection
from redis.asyncio.lock import Lock
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LIFETIME_SECONDS = 10
"""A lock ends so long after its server has died; a living one renews it."""

LONGEST_WAIT_SECONDS = 20
"""Less than the page waits for an answer (``LONGEST_WAIT`` in ``web/chat/api.js``)."""

POLL_SECONDS = 0.05
UNREACHABLE = "The lock store can't be reached"


class AtomicRedisLockStore(RedisLockStore):
    """Rasa's Redis lock store (same settings), with redis-py's own lock.

    Rasa's store reads a conversation's tickets, adds one and writes them back: two servers that do
    so at the same time both get the first, and both answer. It also keeps the lock of a server
    that has died for a minute, waits for Redis with the whole server standing still, and writes
    ids of conversations into Redis, which are the keys to them.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        super().__init__(host=endpoint_config.url, **endpoint_config.kwargs)
        pool = self.red.connection_pool
        kind = SSLConnection if "ssl" in pool.connection_class.__name__.lower() else Connection
        again = {"retry": Retry(NoBackoff(), 1), "retry_on_error": [RedisConnectionError]}
        self._locks: Redis = Redis(
            connection_pool=ConnectionPool(kind, **(pool.connection_kwargs | again))
        )

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = POLL_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Holds the lock of a conversation.

        Args:
            conversation_id: the conversation.
            lock_lifetime: not used: the lock lives for as long as it is held.
            wait_time_in_seconds: how often to look whether it is free.

        Raises:
            LockError: if Redis can't be reached, or the conversation is busy for too long.
        """
        lock = self._locks.lock(
            self._key(conversation_id),
            timeout=LIFETIME_SECONDS,
            sleep=min(wait_time_in_seconds, POLL_SECONDS),
            blocking_timeout=LONGEST_WAIT_SECONDS,
            thread_local=False,
        )
        try:
            acquired = await lock.acquire()
        except RedisError as error:
            raise LockError(f"{UNREACHABLE}: {error}") from None
        if not acquired:
            raise LockError(
                f"A conversation was busy for more than {LONGEST_WAIT_SECONDS} seconds."
            )
        renewing = asyncio.create_task(_renew(lock))
        try:
            yield TicketLock(conversation_id)
        finally:
            renewing.cancel()
            try:
                await lock.release()
            except RedisError as error:
                # The message has been answered. The lock ends by itself.
                logger.warning("A lock could not be given back: %s", error)

    def _key(self, conversation_id: str) -> str:
        return str(self.key_prefix) + hashlib.sha256(conversation_id.encode()).hexdigest()


async def _renew(lock: Lock) -> None:
    while True:
        await asyncio.sleep(LIFETIME_SECONDS / 3)
        try:
            await lock.reacquire()
        except RedisError as error:
            logger.warning("A lock could not be renewed: %s", error)
