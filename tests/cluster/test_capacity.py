"""What ``make capacity`` sees of a running cluster."""

from __future__ import annotations

from deploy.local.cluster import Cluster
from evaluation.bench.capacity import PARTS, used
from evaluation.bench.serving.load import conversations, load_test
from tests.people import QUESTIONS
from tests.waiting import wait_until


def test_every_part_s_processor_time_and_the_stores_are_measured(cluster: Cluster) -> None:
    before = used(cluster)
    load = load_test(cluster.url, conversations(QUESTIONS, 4), 4, seconds=3, channel="web")
    wait_until(lambda: used(cluster).events > before.events)
    after = used(cluster)

    assert load.answers and not load.errors
    assert set(after.seconds) == set(PARTS)
    assert all(after.seconds[part] > 0 for part in PARTS)
    assert after.seconds["rasa"] > before.seconds["rasa"]
    assert after.bytes > 1_000_000
