"""The event broker's file: others read it, a crash leaves it whole."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rasa.core.brokers.sql import SQLEventBroker

from stores.write_ahead_log import write_ahead


@pytest.fixture
def broker(tmp_path: Path) -> SQLEventBroker:
    broker = SQLEventBroker(db=str(tmp_path / "events.db"))
    write_ahead(broker)
    return broker


def texts(database: Path) -> list[str]:
    """What another program finds in the file."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT data FROM events ORDER BY id")
        return [json.loads(data)["text"] for (data,) in rows]


def publish(broker: SQLEventBroker, *said: str) -> None:
    for text in said:
        broker.publish({"sender_id": "a-person", "event": "user", "text": text})


def test_others_read_at_once_what_was_written(broker: SQLEventBroker, tmp_path: Path) -> None:
    publish(broker, "one", "two")
    assert texts(tmp_path / "events.db") == ["one", "two"]
    publish(broker, "three")
    assert texts(tmp_path / "events.db") == ["one", "two", "three"]


def test_what_a_crash_leaves_has_everything(broker: SQLEventBroker, tmp_path: Path) -> None:
    publish(broker, "one", "two")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in tmp_path.glob("events.db*"):
        shutil.copy(file, crashed)
    assert texts(crashed / "events.db") == ["one", "two"]


def test_the_disk_is_not_waited_for(broker: SQLEventBroker) -> None:
    with broker.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1  # NORMAL


def test_a_file_that_another_server_is_using_is_written_all_the_same(
    broker: SQLEventBroker, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "events.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with broker.engine.connect():
            other.execute("ROLLBACK")
    publish(broker, "one")
    assert texts(tmp_path / "events.db") == ["one"]


def test_a_connection_stays_open(broker: SQLEventBroker, tmp_path: Path) -> None:
    publish(broker, "one")
    # SQLite removes the log with the last connection, and waits for the disk.
    assert (tmp_path / "events.db-wal").exists()


def test_other_databases_stay_as_they_are() -> None:
    broker = SQLEventBroker(db=":memory:")
    engine = broker.engine
    write_ahead(broker)
    assert broker.engine is engine
