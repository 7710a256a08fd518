"""Erasing from SQL stores, without a server."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.dialects import postgresql

from stores.person import of_same_person
from stores.retention import RetentionError, erase_old, open_store, read_days
from tests.stores.databases import Stores

ANN, BEN = "ann", "ben"
SECRET = "my name is Ann of Green Gables"
ENDPOINTS = """
tracker_store:
  type: stores.tracker_store.ErasingTrackerStore
  db: {0}/conversations.db
event_broker:
  type: SQL
  db: {0}/events.db
"""


def confirm(stores: Stores, conversation: str) -> None:
    """Says yes to the question whether everything shall be erased."""
    stores.say(conversation, "yes", erasure="confirmed")


def test_a_confirmed_turn_erases_its_conversation_and_no_other(stores: Stores) -> None:
    for conversation in (ANN, BEN, "anna", "an%"):
        stores.say(conversation, SECRET)
    confirm(stores, ANN)

    others = {BEN, "anna", "an%"}
    assert stores.conversations() == (others, others)


def in_files(folder: Path, name: str) -> str:
    """What is in a database's file, and in those that SQLite keeps beside it."""
    content = b"".join(file.read_bytes() for file in folder.glob(f"{name}*"))
    return content.decode(errors="replace")


def test_nothing_of_it_stays_in_the_files(stores: Stores, tmp_path: Path) -> None:
    stores.say(ANN, SECRET)
    stores.say(BEN, "How much?")
    assert SECRET in in_files(tmp_path, "conversations.db")
    assert SECRET in in_files(tmp_path, "events.db")
    confirm(stores, ANN)

    assert SECRET not in in_files(tmp_path, "conversations.db")
    assert SECRET not in in_files(tmp_path, "events.db")


def test_the_next_message_begins_anew(stores: Stores) -> None:
    stores.say(ANN, SECRET)
    confirm(stores, ANN)
    stores.say(ANN, "How much?")
    stores.say(ANN, "Which skills?")

    assert stores.conversations() == ({ANN}, {ANN})


def test_in_slack_every_conversation_of_the_person_goes(stores: Stores) -> None:
    hers = ["slack:T0TEAM:D0ANN::U0ANN", "slack:T0TEAM:C0ALL:170.1:U0ANN"]
    others = {"slack:T0TEAM:C0ALL:170.1:U0BEN", "slack:T0OTHER:D0ANN::U0ANN", "U0ANN"}
    for conversation in (*hers, *others):
        stores.say(conversation, SECRET)
    confirm(stores, hers[0])

    assert stores.conversations() == (others, others)


def test_the_condition_is_postgresql_too() -> None:
    condition = of_same_person(SQLTrackerStore.SQLEvent.sender_id, "slack:T0_TEAM:C:1:U0ANN")
    sql = str(
        condition.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
    )

    assert "slack:T0/_TEAM:" in sql and "ESCAPE '/'" in sql


def test_what_is_old_goes_and_what_is_not_stays(stores: Stores) -> None:
    stores.say("old", SECRET, days_ago=31)
    stores.say("taken up again", SECRET, days_ago=31)
    stores.say("taken up again", "How much?", days_ago=29)
    stores.say("new", SECRET)

    assert erase_old(stores.store, days=30) == 1
    kept = {"taken up again", "new"}
    assert stores.conversations() == (kept, kept)
    assert erase_old(stores.store, days=30) == 0
    assert stores.conversations() == (kept, kept)


def test_old_events_go_where_the_conversation_is_gone(stores: Stores) -> None:
    stores.broker.publish({"sender_id": "gone", "event": "user", "timestamp": 1.0})
    stores.broker.publish({"sender_id": "here", "event": "user", "timestamp": time.time()})
    erase_old(stores.store, days=30)

    assert stores.conversations() == (set(), {"here"})


def test_the_command_finds_the_stores_by_the_endpoints(stores: Stores, tmp_path: Path) -> None:
    stores.say("old", SECRET, days_ago=8)
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(ENDPOINTS.format(tmp_path), encoding="utf-8")
    store = open_store(endpoints)

    assert store is not None
    assert erase_old(store, days=7) == 1
    assert stores.conversations() == (set(), set())


def test_there_may_be_nothing_yet(tmp_path: Path) -> None:
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(ENDPOINTS.format(tmp_path / "nowhere"), encoding="utf-8")

    assert open_store(endpoints) is None


def test_a_store_out_of_reach_is_a_sentence(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "conversations.db").unlink()
    (tmp_path / "conversations.db").mkdir()

    with pytest.raises(RetentionError, match="unable to open database file"):
        erase_old(stores.store, days=30)


@pytest.mark.parametrize(("value", "days"), [("30", 30), ("1", 1), ("off", None), ("OFF", None)])
def test_days_are_read(value: str, days: int | None) -> None:
    assert read_days(value) == days


@pytest.mark.parametrize("value", ["0", "-1", "a month", "", "1.5"])
def test_other_days_are_refused_in_a_sentence(value: str) -> None:
    with pytest.raises(RetentionError, match="RETENTION_DAYS must be a number of days or 'off'"):
        read_days(value)
