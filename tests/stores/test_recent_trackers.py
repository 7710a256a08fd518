"""What goes on from memory is what would have been read, and nothing that is gone."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import EventVerbosity

from stores import latest_events, recent_trackers, tracker_store
from stores.erasure import erase_older
from stores.recent_trackers import MOST_EVENTS, RecentTrackers
from stores.stored_tracker import StoredTracker
from stores.tracker_store import ErasingTrackerStore
from tests.stores.databases import SECONDS_A_DAY, Stores
from tests.stores.turns import PERSON, START, add, retrieve, turn


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The conversations whose events were read, in order."""
    conversations = []
    reading = latest_events.read_latest_events

    def read_latest_events(connection: object, sender_id: str, slots: object) -> object:
        conversations.append(sender_id)
        return reading(connection, sender_id, slots)  # type: ignore[arg-type]

    monkeypatch.setattr(tracker_store, "read_latest_events", read_latest_events)
    return conversations


def texts(events: Sequence[Event]) -> list[str]:
    """What the person has said."""
    return [str(event.text) for event in events if isinstance(event, UserUttered)]


def tracker_of(sender_id: str, events: Sequence[Event] = ()) -> StoredTracker:
    tracker = StoredTracker(sender_id, [])
    for event in events:
        tracker.update(event)
    return tracker


class TestInTheStore:
    def test_what_goes_on_is_not_read_again_and_is_the_same(
        self, stores: Stores, read: list[str]
    ) -> None:
        add(stores.store, [*START, *turn(0)])
        add(stores.store, [*START, *turn(1)])  # another session
        add(stores.store, turn(2, SlotSet("city", "toronto")))
        read.clear()
        kept = retrieve(stores.store)
        assert read == []
        again = retrieve(stores.store)  # the first has taken it
        assert read == [PERSON]
        state = kept.current_state(EventVerbosity.ALL)
        assert state == again.current_state(EventVerbosity.ALL)
        assert kept.stored == again.stored == len(kept.events)

    def test_a_turn_that_was_not_saved_leaves_nothing(self, stores: Stores) -> None:
        tracker = add(stores.store, [*START, *turn(0)])
        tracker.update_with_events(turn(1), stores.store.domain)
        assert texts(retrieve(stores.store).events) == ["question 0"]

    def test_what_another_server_has_added_is_read(self, stores: Stores) -> None:
        add(stores.store, [*START, *turn(0)])
        other = ErasingTrackerStore(stores.store.domain, db=str(stores.store.engine.url.database))
        add(other, turn(1))
        assert texts(retrieve(stores.store).events) == ["question 0", "question 1"]
        add(stores.store, turn(2))
        assert texts(retrieve(other).events) == [f"question {number}" for number in range(3)]

    def test_what_was_erased_elsewhere_is_not_in_memory(self, stores: Stores) -> None:
        add(stores.store, [*START, *turn(0)])
        with closing(sqlite3.connect(str(stores.store.engine.url.database))) as connection:
            connection.execute("DELETE FROM events")
            connection.commit()
        assert asyncio.run(stores.store.retrieve("somebody-else")) is None
        assert stores.store._recent is not None
        assert stores.store._recent.take(PERSON) is None
        assert retrieve(stores.store) is None

    def test_what_is_erased_for_its_age_is_not_in_memory(self, stores: Stores) -> None:
        stores.say(PERSON, "a question", days_ago=40)
        assert stores.store._recent is not None
        assert stores.store._recent.take(PERSON) is not None
        stores.say(PERSON, "another question", days_ago=39)
        assert erase_older(stores.store, time.time() - 30 * SECONDS_A_DAY) == 1
        assert stores.store._recent.take(PERSON) is None

    def test_another_domain_has_its_own_slots(self, stores: Stores) -> None:
        add(stores.store, [*START, *turn(0)])
        stores.store.domain = Domain.from_yaml("slots: {a: {type: any, mappings: []}}")
        assert "a" in retrieve(stores.store).slots

    def test_a_long_conversation_is_read_in_bounds(self, stores: Stores, read: list[str]) -> None:
        add(stores.store, START)
        for number in range(30):
            add(stores.store, turn(number))
            most = MOST_EVENTS + len(stores.store.domain.slots)
            assert len(retrieve(stores.store).events) <= most
        assert read


class TestTheCache:
    def test_only_the_last_few_are_kept(self) -> None:
        recent, domain = RecentTrackers(most=2), Domain.empty()
        for name in ("ana", "ben", "cleo"):
            recent.put(tracker_of(name), domain, "{}")
        assert recent.take("ana") is None
        assert [recent.take(name) is not None for name in ("ben", "cleo")] == [True, True]
        assert recent.take("cleo") is None

    def test_nothing_is_kept_for_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        recent, domain = RecentTrackers(), Domain.empty()
        recent.put(tracker_of("ana"), domain, "{}")
        monkeypatch.setattr(recent_trackers, "KEPT_SECONDS", -1.0)
        recent.put(tracker_of("ben"), domain, "{}")
        assert recent.take("ana") is None

    def test_a_long_tracker_takes_the_place_of_none(self) -> None:
        recent, domain = RecentTrackers(), Domain.empty()
        recent.put(tracker_of("ana"), domain, "{}")
        many = [UserUttered("hello") for _ in range(MOST_EVENTS + 1)]
        recent.put(tracker_of("ana", many), domain, "{}")
        assert recent.take("ana") is None
