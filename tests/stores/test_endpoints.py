"""Stores are found by what endpoints.yml says."""

from __future__ import annotations

from pathlib import Path

import pytest

from stores.endpoints import open_event_store, open_tracker_store
from stores.errors import StoreUnavailableError
from stores.retention import erase_old
from tests.stores.databases import Stores

SECRET = "my name is Ann of Green Gables"
ENDPOINTS = """
tracker_store:
  type: stores.tracker_store.ErasingTrackerStore
  db: {0}/conversations.db
event_broker:
  type: stores.sql_event_broker.WriteAheadEventBroker
  db: {0}/events.db
"""
RASAS_OWN = ENDPOINTS.replace("stores.tracker_store.ErasingTrackerStore", "SQL").replace(
    "stores.sql_event_broker.WriteAheadEventBroker", "sql"
)


def write(folder: Path, endpoints: str) -> Path:
    """The file's path."""
    path = folder / "endpoints.yml"
    path.write_text(endpoints, encoding="utf-8")
    return path


@pytest.mark.parametrize("endpoints", [ENDPOINTS, RASAS_OWN])
def test_the_command_finds_the_stores_by_the_endpoints(
    stores: Stores, tmp_path: Path, endpoints: str
) -> None:
    stores.say("old", SECRET, days_ago=8)
    store = open_tracker_store(write(tmp_path, endpoints.format(tmp_path)))

    assert store is not None
    assert erase_old(store, days=7) == 1
    assert stores.conversations() == (set(), set())


def test_there_may_be_nothing_yet(tmp_path: Path) -> None:
    endpoints = write(tmp_path, ENDPOINTS.format(tmp_path / "nowhere"))

    assert open_tracker_store(endpoints) is None
    assert open_event_store(endpoints) is None


@pytest.mark.parametrize(
    ("endpoints", "words"),
    [
        ("{}", "has no tracker_store in SQL"),
        ("tracker_store: {type: redis}", "has no tracker_store in SQL"),
        ("tracker_store: {type: stores.nowhere.Store}", "has no tracker_store in SQL"),
        ("tracker_store: {type: stores.event_store.EventStore}", "has no tracker_store in SQL"),
        ("tracker_store: {type: SQL, db: .}", "A store can't be opened: unable to open"),
        ("tracker_store: [", "can't be read"),
    ],
)
def test_what_is_no_tracker_store_is_a_sentence(tmp_path: Path, endpoints: str, words: str) -> None:
    with pytest.raises(StoreUnavailableError, match=words):
        open_tracker_store(write(tmp_path, endpoints))


@pytest.mark.parametrize(
    ("endpoints", "words"),
    [
        ("{}", "sends the events nowhere"),
        ("event_broker: {type: pika, url: localhost}", "to a broker of the type 'pika'"),
        ("event_broker: {type: SQL, dialect: sqlite, db: .}", "The events can't be read:"),
        ("event_broker: [", "can't be read"),
    ],
)
def test_what_is_no_event_store_is_a_sentence(tmp_path: Path, endpoints: str, words: str) -> None:
    with pytest.raises(StoreUnavailableError, match=words):
        open_event_store(write(tmp_path, endpoints))
