"""The running assistant, for tests that talk to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server import rasa_3_6_21

rasa_3_6_21.defer_tensorflow()  # as in the server, before anything of Rasa is imported

from evaluation.assistant import Assistant, Conversation

pytest_plugins = ["tests.serving_channels"]

MODEL = Path("models/assistant.tar.gz")

LONGEST = (
    *("tests/cluster", "tests/guide", "tests/answers", "tests/server", "tests/components"),
    *("tests/faults", "tests/browser", "tests/server/shell", "tests/nlu", "tests/channels/slack"),
    *("tests/stores", "tests/channels/web", "tests/evaluation/training_data", "tests/hostile"),
)
"""The folders whose tests take longest, begun first: so no process has much left at the end. Those
that stop servers under people lie apart, so that they don't wait for one another."""

SHARED = {
    "tests/channels/slack/listeners": "tests/channels/slack",
    "tests/monitoring/readiness": "tests/monitoring",
}
"""Folders whose tests use the servers of another folder."""


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks at the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps the tests of a folder in one process: they share servers."""
    groups = {}
    for item in items:
        folder = item.path.parent.relative_to(config.rootpath).as_posix()
        groups[item] = SHARED.get(folder, folder)
        item.add_marker(pytest.mark.xdist_group(groups[item]))
    places = {group: place for place, group in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(groups[item], len(LONGEST)))


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Both servers with the trained model, started once for all tests that share them."""
    if not MODEL.exists():
        pytest.fail(f"{MODEL} is missing: 'make train' makes it, and 'make test' does so itself.")
    with Assistant(tmp_path_factory.mktemp("assistant")) as running:
        yield running


@pytest.fixture(scope="session")
def server_url(assistant: Assistant) -> str:
    """The address of the running server."""
    return assistant.url


@pytest.fixture
def start_conversation(assistant: Assistant) -> Callable[[], Conversation]:
    """Starts conversations of new people."""
    return lambda: Conversation(assistant)
