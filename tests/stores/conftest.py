"""The stores, in SQLite files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from evaluation.assistant import Assistant
from stores.event_store import EventStore
from stores.tracker_store import ErasingTrackerStore
from tests.stores.databases import Stores, open_stores


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant with stores of its own."""
    with Assistant(tmp_path_factory.mktemp("erasing")) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def domain() -> Domain:
    """The project's."""
    return Domain.load("domain.yml")


@pytest.fixture
def stores(tmp_path: Path, domain: Domain) -> Stores:
    """Two SQLite files."""
    return open_stores(
        domain, {"db": str(tmp_path / "conversations.db")}, {"db": str(tmp_path / "events.db")}
    )


@pytest.fixture
def store(stores: Stores) -> ErasingTrackerStore:
    """The tracker store of the two."""
    return stores.store


@pytest.fixture
def event_store(tmp_path: Path) -> EventStore:
    """Where events end up that come over a queue."""
    return EventStore(dialect="sqlite", db=str(tmp_path / "events.db"))
