"""An assistant whose parts may be broken, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evaluation.assistant import Assistant

TOKEN = "a-token-that-only-the-tests-know"
SETTINGS = {"METRICS_TOKEN": TOKEN, "LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}


@pytest.fixture(scope="package")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Both servers, running; whoever breaks something mends it."""
    folder = tmp_path_factory.mktemp("fragile")
    with Assistant(folder, settings=SETTINGS, has_action_server=True) as running:
        yield running
