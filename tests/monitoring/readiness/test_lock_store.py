from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.lock_store import RedisLockStore

from server.supervision.servers import free_port
from tests.monitoring.probe import broken
from tests.serving import serving


def test_redis_that_is_not_there() -> None:
    with serving(Agent(lock_store=RedisLockStore(port=free_port())), []) as url:
        assert "Connection refused" in broken(url)["lock_store"]


def test_locks_in_memory_always_work() -> None:
    with serving(Agent(), []) as url:
        assert "lock_store" not in broken(url)
