"""The event broker's file: others read it, a crash leaves it whole, a turn is in it as one."""

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
from tests.stores.databases import Stores
from tests.stores.turns import START, add, turn


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


def test_the_disk_is_not_waited_for(broker: WriteAheadEventBroker) -> None:
    with broker.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1  # NORMAL


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
    WriteAheadEventBroker(db=str(tmp_path / "events.db"))  # as a server that starts makes its table
    publish(broker, "two")
    assert texts(tmp_path / "events.db") == ["two"]


def test_a_turn_is_published_in_one_piece(stores: Stores) -> None:
    commits: list[object] = []
    sa.event.listen(stores.broker.engine, "commit", commits.append)
    add(stores.store, [*START, *turn(0)])
    assert len(commits) == 1
    assert stores.said()[1] == ["question 0", "answer 0"]


def test_nothing_is_published_of_what_fails(broker: WriteAheadEventBroker, tmp_path: Path) -> None:
    events = [{"sender_id": "a-person", "event": "user", "text": "one"}]
    with pytest.raises(KeyError), broker.publishing(events):
        raise KeyError("something else")
    assert texts(tmp_path / "events.db") == []
    with broker.publishing(events):
        assert texts(tmp_path / "events.db") == []
    assert texts(tmp_path / "events.db") == ["one"]


def test_rasa_makes_it_from_endpoints(tmp_path: Path) -> None:
    name = f"{WriteAheadEventBroker.__module__}.{WriteAheadEventBroker.__name__}"
    config = EndpointConfig(type=name, dialect="sqlite", db=str(tmp_path / "events.db"))
    assert type(asyncio.run(EventBroker.create(config))) is WriteAheadEventBroker
