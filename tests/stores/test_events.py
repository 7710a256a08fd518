from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from stores.errors import StoreUnavailableError
from stores.event_store import EventStore
from stores.events import BATCH, read_events
from stores.sql_event_broker import WriteAheadEventBroker
from tests.stores.events import event
from tests.stores.test_endpoints import ENDPOINTS, write


def test_all_events_come_in_the_order_in_which_they_were_sent(tmp_path: Path) -> None:
    endpoints = write(tmp_path, ENDPOINTS.format(tmp_path))
    numbers = list(range(BATCH + 10))
    broker = WriteAheadEventBroker(db=str(tmp_path / "events.db"))
    for number in numbers:
        broker.publish({"sender_id": "ann", "number": number})
    assert [event["number"] for event in read_events(endpoints)] == numbers


def test_events_that_came_late_are_put_where_they_belong(
    event_store: EventStore, tmp_path: Path
) -> None:
    settings = f"{{dialect: sqlite, db: {tmp_path / 'events.db'}}}"
    endpoints = write(tmp_path, f"tracker_store: {{type: SQL, event_store: {settings}}}")
    ages = {"ann": [9, 7, 8, 2], "ben": [5, 6]}
    for person, seconds in ages.items():
        event_store.add([event(person, f"{person} {each}", each) for each in seconds])
    event_store.add([event("ann", "ann 3", 3)])
    read = [each["text"] for each in read_events(endpoints)]
    assert read == ["ann 9", "ann 8", "ann 7", "ann 3", "ann 2", "ben 6", "ben 5"]


def test_there_may_be_none_yet(tmp_path: Path) -> None:
    endpoints = write(tmp_path, ENDPOINTS.format(tmp_path / "nowhere"))
    assert list(read_events(endpoints)) == []
    assert not (tmp_path / "nowhere").exists()


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    endpoints = write(tmp_path, ENDPOINTS.format(tmp_path))
    broker = WriteAheadEventBroker(db=str(tmp_path / "events.db"))
    with broker.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE events RENAME COLUMN data TO other"))
    with pytest.raises(StoreUnavailableError, match="The events can't be read: no such column"):
        list(read_events(endpoints))
