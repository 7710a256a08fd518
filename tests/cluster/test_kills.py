"""kill -9 of one server after the other, while people are talking."""

from __future__ import annotations

import os

import pytest

from deploy.local.cluster import Cluster
from tests.cluster.faults import Faults
from tests.people import Crowd
from tests.waiting import wait_until

REPEATS = range(int(os.environ.get("FAULT_REPEATS", "1")))
SERVERS = ("actions-1", "rasa-1", "redis", "postgres", "rabbitmq", "nginx", "consumer")


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("repeat", REPEATS)
def test_everyone_is_answered_once_and_nothing_is_lost(
    cluster: Cluster, faults: Faults, server: str, repeat: int
) -> None:
    crowd = Crowd(cluster.url)
    with crowd.asking():
        faults.kill(server)
    faults.wait_until_whole()
    # What the queue never got is looked for when the consumer starts, and once a minute.
    if server != "consumer":
        faults.restart_consumer()
    faults.assert_nothing_is_lost(crowd)


def test_the_consumer_shows_that_it_lives(cluster: Cluster, faults: Faults) -> None:
    """By the file that the probes of Docker Compose and Kubernetes look at."""
    alive = cluster.folder / "consumer.alive"
    before = alive.stat().st_mtime_ns
    wait_until(lambda: alive.stat().st_mtime_ns > before, "it hangs")
