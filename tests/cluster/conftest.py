"""One running cluster for all tests here; they are skipped where the system lacks its servers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.cluster import Cluster
from deploy.local.needed import what_is_missing
from tests.cluster.faults import Faults
from tests.conftest import MODEL

SETTINGS = {
    "RATE_LIMIT_ADDRESS": "off",
    "RATE_LIMIT_CONVERSATION": "off",
    "RETENTION_DAYS": "off",  # a test does it with the command
    "SLACK_BOT_TOKEN": "",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if missing := what_is_missing():
        for item in items:
            if "cluster" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="package")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """It has a copy of the model, which tests may replace."""
    model = Path(shutil.copy(MODEL, tmp_path_factory.mktemp("cluster") / "model.tar.gz"))
    with Cluster(model=model, more_settings=SETTINGS) as running:
        yield running


@pytest.fixture
def faults(cluster: Cluster) -> Iterator[Faults]:
    faults = Faults(cluster)
    faults.wait_until_whole()
    yield faults
    faults.wait_until_whole()
