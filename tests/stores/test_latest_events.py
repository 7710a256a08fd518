"""Reads are bounded, and what is read is as good as the whole session."""

from __future__ import annotations

import asyncio
from collections import Counter

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import AllSlotsReset, SessionStarted, SlotSet

from stores.latest_events import MOST_EVENTS
from stores.tracker_store import ErasingTrackerStore
from tests.stores.turns import PERSON, START, add, retrieve, turn


def test_a_long_conversation_is_as_quickly_read_as_a_short_one(store: ErasingTrackerStore) -> None:
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
    store: ErasingTrackerStore,
) -> None:
    instructions: Counter[int] = Counter()
    turn_number = 0

    def count() -> None:
        instructions[turn_number] += 1

    # SQLite calls it for each instruction of its virtual machine: a row more to read is several.
    sa.event.listen(
        store.engine, "connect", lambda connection, _: connection.set_progress_handler(count, 1)
    )
    store.engine.dispose()  # those that are open
    add(store, START)
    for turn_number in range(101):
        add(store, turn(turn_number))
    assert instructions[20] > 0
    assert instructions[100] <= 1.1 * instructions[20]


def test_slots_set_long_ago_are_as_in_the_whole_session(store: ErasingTrackerStore) -> None:
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


def test_a_new_session_starts_afresh(store: ErasingTrackerStore) -> None:
    add(store, [*START, *turn(0, SlotSet("language", "fr"))])
    for number in range(1, 30):
        add(store, turn(number))
    add(store, [*START, *turn(30)])
    tracker = retrieve(store)
    assert tracker.get_slot("language") is None
    assert isinstance(tracker.events[0], SessionStarted)
    whole = asyncio.run(store.retrieve_full_tracker(PERSON))
    assert whole is not None and len(whole.events) > 150


def test_a_reset_before_the_last_turns_still_counts(store: ErasingTrackerStore) -> None:
    add(store, [*START, *turn(0, SlotSet("language", "fr"))])
    add(store, turn(1, AllSlotsReset()))
    for number in range(2, 40):
        add(store, turn(number))
    assert retrieve(store).get_slot("language") is None
