from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from stores.errors import StoreUnavailableError
from stores.events import BATCH, read_events
from stores.sql_event_broker import WriteAheadEventBroker
from tests.stores.test_endpoints import ENDPOINTS, write


def test_all_events_come_in_the_order_in_which_they_were_sent(tmp_path: Path) -> None:
    endpoints = write(tmp_path, ENDPOINTS.format(tmp_path))
    numbers = list(range(BATCH + 10))
    broker = WriteAheadEventBroker(db=str(tmp_path / "events.db"))
    with broker.publishing([{"sender_id": "ann", "number": number} for number in numbers]):
        pass
    assert [event["number"] for event in read_events(endpoints)] == numbers


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
