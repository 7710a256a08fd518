"""The distributed lock without its Redis; with one, see tests/cluster/test_conversations.py."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from server.supervision.servers import free_port
from stores.redis_lock_store import AtomicRedisLockStore


@pytest.fixture
def store() -> LockStore:
    name = f"{AtomicRedisLockStore.__module__}.{AtomicRedisLockStore.__name__}"
    return LockStore.create(EndpointConfig("127.0.0.1", type=name, port=free_port()))


def test_a_lock_store_out_of_reach_is_a_sentence(store: LockStore) -> None:
    assert isinstance(store, AtomicRedisLockStore)

    async def take() -> None:
        async with store.lock("a-secret-id"):
            pass

    with pytest.raises(LockError, match="The lock store can't be reached") as caught:
        asyncio.run(take())
    assert "a-secret-id" not in str(caught.value)


def test_redis_is_told_no_conversations_id(store: LockStore) -> None:
    assert isinstance(store, AtomicRedisLockStore)
    keys = {store._key(conversation) for conversation in ("ann", "ben", "ann")}
    assert len(keys) == 2
    assert not any("ann" in key or "ben" in key for key in keys)
    assert all(key.startswith("lock:") for key in keys)
