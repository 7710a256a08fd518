"""Events that come over a queue: twice, late, or after erasure."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore

from stores.catch_up import catch_up
from stores.event_store import EventStore

ANN, BEN = "ann", "ben"
HERS = ["slack:T0TEAM:D0ANN::U0ANN", "slack:T0TEAM:C0ALL:170.1:U0ANN"]


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return EventStore(dialect="sqlite", db=str(tmp_path / "events.db"))


@pytest.fixture
def conversations(tmp_path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(db=str(tmp_path / "conversations.db"))


def event(sender: str, text: str, seconds_ago: float = 0) -> dict[str, Any]:
    return {
        "sender_id": sender,
        "event": "user",
        "text": text,
        "timestamp": time.time() - seconds_ago,
    }


def texts(store: EventStore) -> list[str]:
    with store.session_scope() as session:
        rows = session.query(store.SQLBrokerEvent.data).order_by(store.SQLBrokerEvent.id)
        return [json.loads(data)["text"] for (data,) in rows]


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


def test_an_event_is_there_once_however_often_it_comes(store: EventStore) -> None:
    first, second = event(ANN, "one"), event(ANN, "two")
    store.add([first, second, first])
    store.add([dict(reversed(second.items()))])  # the same, written in another order

    assert texts(store) == ["one", "two"]


def test_erasure_keeps_out_what_is_still_on_its_way(store: EventStore) -> None:
    late, others = event(ANN, "late", seconds_ago=5), event(BEN, "hers", seconds_ago=5)
    store.remember_erasure(ANN)
    store.add([late, others, event(ANN, "new", seconds_ago=-1)])

    assert texts(store) == ["hers", "new"]


def test_in_slack_it_keeps_out_all_of_the_person(store: EventStore) -> None:
    store.remember_erasure(HERS[0])
    store.add([event(HERS[1], "late", seconds_ago=5), event("slack:T0TEAM:D::U0BEN", "his", 5)])

    assert texts(store) == ["his"]


def test_what_is_remembered_of_an_erasure_is_no_name(store: EventStore, tmp_path: Path) -> None:
    store.remember_erasure(HERS[0])
    assert b"U0ANN" not in (tmp_path / "events.db").read_bytes()

    store.forget_erasures(time.time() + 1)
    store.add([event(HERS[0], "late", seconds_ago=5)])
    assert texts(store) == ["late"]


def test_what_the_queue_lost_is_found(store: EventStore, conversations: SQLTrackerStore) -> None:
    known, lost = event(ANN, "known", seconds_ago=2), event(ANN, "lost", seconds_ago=1)
    for each in (known, lost):
        keep(conversations, each)
    store.add([known])
    catch_up(conversations, store)
    catch_up(conversations, store)

    assert texts(store) == ["known", "lost"]


def test_it_goes_on_where_it_was_but_looks_at_the_young_again(
    store: EventStore, conversations: SQLTrackerStore
) -> None:
    keep(conversations, event(ANN, "old", seconds_ago=3600))
    keep(conversations, event(ANN, "young"))
    catch_up(conversations, store)

    assert store.position("conversations") == 1
    assert texts(store) == ["old", "young"]
