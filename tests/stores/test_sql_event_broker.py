"""The event broker's file: others read it, a crash leaves it whole, damage is set aside."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

from stores.sql_event_broker import WriteAheadEventBroker
from stores.sqlite_engine import is_damaged


@pytest.fixture
def broker(tmp_path: Path) -> WriteAheadEventBroker:
    return WriteAheadEventBroker(db=str(tmp_path / "events.db"))


def texts(database: Path) -> list[str]:
    """What another program finds in the file."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT data FROM events ORDER BY id")
        return [json.loads(data)["text"] for (data,) in rows]


def publish(broker: WriteAheadEventBroker, *said: str) -> None:
    for text in said:
        broker.publish({"sender_id": "a-person", "event": "user", "text": text})


def test_others_read_at_once_what_was_written(
    broker: WriteAheadEventBroker, tmp_path: Path
) -> None:
    publish(broker, "one", "two")
    assert texts(tmp_path / "events.db") == ["one", "two"]
    publish(broker, "three")
    assert texts(tmp_path / "events.db") == ["one", "two", "three"]


def test_what_a_crash_leaves_has_everything(broker: WriteAheadEventBroker, tmp_path: Path) -> None:
    publish(broker, "one", "two")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in tmp_path.glob("events.db*"):
        shutil.copy(file, crashed)
    assert texts(crashed / "events.db") == ["one", "two"]


def test_a_file_that_another_server_is_using_is_written_all_the_same(
    broker: WriteAheadEventBroker, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "events.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with broker.engine.connect():
            other.execute("ROLLBACK")
    publish(broker, "one")
    assert texts(tmp_path / "events.db") == ["one"]


def test_a_connection_stays_open(broker: WriteAheadEventBroker, tmp_path: Path) -> None:
    publish(broker, "one")
    # SQLite removes the log with the last connection, and waits for the disk.
    assert (tmp_path / "events.db-wal").exists()


def test_a_file_that_is_removed_is_made_anew(broker: WriteAheadEventBroker, tmp_path: Path) -> None:
    publish(broker, "one")
    for file in tmp_path.glob("events.db*"):
        file.unlink()
    publish(broker, "two")
    assert texts(tmp_path / "events.db") == ["two"]


def test_a_damaged_file_can_be_set_aside_and_a_new_one_is_made(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "events.db"
    file.write_bytes(b"no database" * 1000)
    broker = WriteAheadEventBroker(db=str(file))  # a server starts all the same
    with pytest.raises(sa.exc.DatabaseError) as damaged:
        publish(broker, "one")
    assert is_damaged(damaged.value)
    assert broker.set_aside()
    publish(broker, "two")

    assert texts(file) == ["two"]
    assert (tmp_path / "events.db.damaged").read_bytes() == b"no database" * 1000
    assert "events.db was damaged: it is now events.db.damaged" in caplog.text
    broker.remove_what_was_set_aside()
    assert not list(tmp_path.glob("*.damaged"))


def test_rasa_makes_it_from_endpoints(tmp_path: Path) -> None:
    name = f"{WriteAheadEventBroker.__module__}.{WriteAheadEventBroker.__name__}"
    config = EndpointConfig(type=name, dialect="sqlite", db=str(tmp_path / "events.db"))
    assert type(asyncio.run(EventBroker.create(config))) is WriteAheadEventBroker
