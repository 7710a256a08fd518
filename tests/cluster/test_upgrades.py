"""Servers are replaced one after the other, and nobody notices."""

from __future__ import annotations

import pytest

from deploy.local.cluster import Cluster
from tests.cluster.faults import Faults
from tests.people import Crowd


@pytest.mark.parametrize("kind", ["actions", "rasa"])
def test_a_rolling_restart_fails_no_request(cluster: Cluster, faults: Faults, kind: str) -> None:
    crowd = Crowd(cluster.url)
    with crowd.asking():
        for number in (1, 2):
            faults.restart(f"{kind}-{number}")
    assert crowd.refusals == []
    faults.assert_nothing_is_lost(crowd)
