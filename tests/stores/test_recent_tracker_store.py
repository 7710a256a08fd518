from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from stores.indexes import INDEXES
from stores.recent_tracker_store import MOST_EVENTS, RecentTrackerStore

PERSON = "a-person"


@pytest.fixture
def store(tmp_path: Path) -> RecentTrackerStore:
    return RecentTrackerStore(
        Domain.load("domain.yml"),
        db=str(tmp_path / "conversations.db"),
        event_broker=SQLEventBroker(db=str(tmp_path / "events.db")),
    )


def turn(number: int, *more: Event) -> list[Event]:
    return [
        UserUttered(f"question {number}", {"name": "ask_salary", "confidence": 0.9}),
        *more,
        ActionExecuted("action_answer_salary"),
        BotUttered(f"answer {number}"),
        SlotSet("listed", [number]),
        ActionExecuted("action_listen"),
    ]


def add(store: SQLTrackerStore, events: Sequence[Event]) -> DialogueStateTracker:
    async def add() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(PERSON, append_action_listen=False)
        tracker.update_with_events(list(events), store.domain)
        await store.save(tracker)
        return tracker

    return asyncio.run(add())


def retrieve(store: SQLTrackerStore) -> DialogueStateTracker:
    return asyncio.run(store.retrieve(PERSON))


def stored(store: RecentTrackerStore) -> tuple[list[str], list[str]]:
    """The texts of everything said, in the tracker store and in the event broker."""
    broker = store.event_broker
    assert broker is not None
    rows = []
    for kind, place in ((store.SQLEvent, store), (broker.SQLBrokerEvent, broker)):
        with place.session_scope() as session:
            data = [json.loads(row.data) for row in session.query(kind).order_by(kind.id)]
        rows.append([event["text"] for event in data if "text" in event])
    return rows[0], rows[1]


START = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
]


def test_a_long_conversation_is_as_quickly_read_as_a_short_one(store: RecentTrackerStore) -> None:
    read: list[int] = []

    @sa.event.listens_for(store.SQLEvent, "load")
    def _(*_: object) -> None:
        raise AssertionError("the whole session was read")

    add(store, START)
    for number in range(60):
        add(store, turn(number))
        read.append(len(retrieve(store).events))
    sa.event.remove(store.SQLEvent, "load", _)
    assert max(read[30:]) <= MOST_EVENTS + len(store.domain.slots)
    assert max(read[30:]) == max(read[45:])


def test_the_database_has_as_little_to_do_at_turn_100_as_at_turn_20(
    store: RecentTrackerStore,
) -> None:
    instructions: Counter[int] = Counter()
    turn_number = 0

    def count() -> None:
        instructions[turn_number] += 1

    # SQLite calls it for each instruction of its virtual machine: a row more to read is several.
    sa.event.listen(
        store.engine, "connect", lambda connection, _: connection.set_progress_handler(count, 1)
    )
    add(store, START)
    for turn_number in range(101):
        add(store, turn(turn_number))
    assert instructions[20] > 0
    assert instructions[100] <= 1.1 * instructions[20]


def test_a_database_of_an_earlier_version_gets_the_indexes(tmp_path: Path) -> None:
    database = str(tmp_path / "conversations.db")
    earlier = SQLTrackerStore(Domain.empty(), db=database)
    for index in INDEXES:
        index.drop(earlier.engine)
    store = RecentTrackerStore(Domain.empty(), db=database)
    names = {index["name"] for index in sa.inspect(store.engine).get_indexes("events")}
    assert {index.name for index in INDEXES} <= names


def test_slots_set_long_ago_are_as_in_the_whole_session(store: RecentTrackerStore) -> None:
    language = SlotSet("language", "fr")
    add(store, [*START, *turn(0, SlotSet("language", "en"), SlotSet("city", "toronto"))])
    add(store, turn(1, language, SlotSet("city", None)))
    for number in range(2, 40):
        add(store, turn(number))
    recent = retrieve(store)
    whole = asyncio.run(SQLTrackerStore.retrieve(store, PERSON))
    assert len(recent.events) < len(whole.events)
    assert recent.current_slot_values() == whole.current_slot_values()
    assert recent.get_slot("language") == "fr"
    assert recent.latest_message.text == "question 39"
    assert recent.latest_action_name == "action_listen"


def test_everything_is_stored_and_published_once(store: RecentTrackerStore) -> None:
    add(store, START)
    for number in range(40):
        add(store, turn(number))
    said = [f"{what} {number}" for number in range(40) for what in ("question", "answer")]
    assert stored(store) == (said, said)


def test_a_turn_is_published_in_one_piece(store: RecentTrackerStore) -> None:
    commits: list[object] = []
    assert isinstance(store.event_broker, SQLEventBroker)
    sa.event.listen(store.event_broker.engine, "commit", commits.append)
    add(store, [*START, *turn(0)])
    assert len(commits) == 1
    assert stored(store)[1] == ["question 0", "answer 0"]


def test_a_tracker_saved_several_times_is_stored_once(store: RecentTrackerStore) -> None:
    tracker = add(store, [*START, *turn(0)])
    tracker.update_with_events(turn(1), store.domain)
    asyncio.run(store.save(tracker))
    asyncio.run(store.save(tracker))
    said = ["question 0", "answer 0", "question 1", "answer 1"]
    assert stored(store) == (said, said)


def test_a_new_session_starts_afresh(store: RecentTrackerStore) -> None:
    add(store, [*START, *turn(0, SlotSet("language", "fr"))])
    for number in range(1, 30):
        add(store, turn(number))
    add(store, [*START, *turn(30)])
    tracker = retrieve(store)
    assert tracker.get_slot("language") is None
    assert isinstance(tracker.events[0], SessionStarted)
    assert len(asyncio.run(store.retrieve_full_tracker(PERSON)).events) > 150


def test_a_reset_before_the_last_turns_still_counts(store: RecentTrackerStore) -> None:
    add(store, [*START, *turn(0, SlotSet("language", "fr"))])
    add(store, turn(1, AllSlotsReset()))
    for number in range(2, 40):
        add(store, turn(number))
    assert retrieve(store).get_slot("language") is None


def test_a_tracker_of_the_whole_session_is_saved_as_rasa_does(store: RecentTrackerStore) -> None:
    add(store, [*START, *turn(0)])
    whole = asyncio.run(SQLTrackerStore.retrieve(store, PERSON))
    whole.update_with_events(turn(1), store.domain)
    asyncio.run(store.save(whole))
    said = ["question 0", "answer 0", "question 1", "answer 1"]
    assert stored(store) == (said, said)
