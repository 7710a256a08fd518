from __future__ import annotations

import pytest
import redis

from deploy.local.needed import find
from evaluation.bench.serving.redis_server import redis_server


@pytest.mark.skipif(find("redis-server") is None, reason="redis-server isn't installed")
def test_it_answers_while_it_is_needed() -> None:
    with redis_server() as port:
        client = redis.Redis(host="127.0.0.1", port=port)
        client.set("key", "value")
        assert client.get("key") == b"value"
    with pytest.raises(redis.ConnectionError):
        client.get("key")
