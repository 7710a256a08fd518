from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore

from stores.backfill import backfill
from stores.event_store import EventStore
from tests.stores.events import event, texts

ANN = "ann"


@pytest.fixture
def conversations(tmp_path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(db=str(tmp_path / "conversations.db"))


def keep(conversations: SQLTrackerStore, kept: dict[str, Any]) -> None:
    """Stores an event as Rasa's tracker store does."""
    data = {key: value for key, value in kept.items() if key != "sender_id"}
    with conversations.session_scope() as session:
        row = SQLTrackerStore.SQLEvent(
            sender_id=kept["sender_id"],
            type_name="user",
            timestamp=kept["timestamp"],
            data=json.dumps(data),
        )
        session.add(row)
        session.commit()


def test_what_the_queue_lost_is_found(
    event_store: EventStore, conversations: SQLTrackerStore
) -> None:
    known, lost = event(ANN, "known", seconds_ago=2), event(ANN, "lost", seconds_ago=1)
    for each in (known, lost):
        keep(conversations, each)
    event_store.add([known])
    backfill(conversations, event_store)
    backfill(conversations, event_store)

    assert texts(event_store) == ["known", "lost"]


def test_it_goes_on_where_it_was_but_looks_at_the_young_again(
    event_store: EventStore, conversations: SQLTrackerStore
) -> None:
    keep(conversations, event(ANN, "old", seconds_ago=3600))
    keep(conversations, event(ANN, "young"))
    backfill(conversations, event_store)

    assert event_store.position("conversations") == 1
    assert texts(event_store) == ["old", "young"]
