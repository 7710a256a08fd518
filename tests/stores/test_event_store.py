"""Events that come over a queue: twice, late, or after erasure."""

from __future__ import annotations

import time
from pathlib import Path

from stores.event_store import EventStore
from tests.stores.events import event, texts

ANN, BEN = "ann", "ben"
HERS = ["slack:T0TEAM:D0ANN::U0ANN", "slack:T0TEAM:C0ALL:170.1:U0ANN"]


def test_an_event_is_there_once_however_often_it_comes(event_store: EventStore) -> None:
    first, second = event(ANN, "one"), event(ANN, "two")
    event_store.add([first, second, first])
    event_store.add([dict(reversed(second.items()))])  # the same, written in another order

    assert texts(event_store) == ["one", "two"]


def test_erasure_keeps_out_what_is_still_on_its_way(event_store: EventStore) -> None:
    late, others = event(ANN, "late", seconds_ago=5), event(BEN, "hers", seconds_ago=5)
    event_store.remember_erasure(ANN, time.time())
    event_store.add([late, others, event(ANN, "new", seconds_ago=-1)])

    assert texts(event_store) == ["hers", "new"]


def test_in_slack_it_keeps_out_all_of_the_person(event_store: EventStore) -> None:
    event_store.remember_erasure(HERS[0], time.time())
    event_store.add(
        [event(HERS[1], "late", seconds_ago=5), event("slack:T0TEAM:D::U0BEN", "his", 5)]
    )

    assert texts(event_store) == ["his"]


def test_what_is_remembered_of_an_erasure_is_no_name(
    event_store: EventStore, tmp_path: Path
) -> None:
    event_store.remember_erasure(HERS[0], time.time())
    assert b"U0ANN" not in (tmp_path / "events.db").read_bytes()

    event_store.forget_erasures(time.time() + 1)
    event_store.add([event(HERS[0], "late", seconds_ago=5)])
    assert texts(event_store) == ["late"]
