"""Old conversations go, and new ones stay."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.assistant import Assistant, Conversation
from stores.retention import erase_old
from stores.retention_days import RetentionError
from tests.stores.databases import SECONDS_A_DAY, Stores, rows
from tests.waiting import wait_until

SECRET = "my name is Ann of Green Gables"
PAY = "How much do ML engineers earn?"


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


def test_a_store_out_of_reach_is_a_sentence(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "conversations.db").unlink()
    (tmp_path / "conversations.db").mkdir()

    with pytest.raises(RetentionError, match="unable to open database file"):
        erase_old(stores.store, days=30)


def test_a_server_erases_old_conversations_when_it_starts(running: Assistant) -> None:
    old, new = Conversation(running), Conversation(running)
    old.say(PAY)
    new.say(PAY)
    running.stop("server")
    _make_older(running.folder, old.sender, days=31)
    kept = rows(running, new.sender)
    running.start("server")
    wait_until(lambda: rows(running, old.sender) == (0, 0))
    new.say("And with 8 years?")

    assert rows(running, new.sender) > kept


def _make_older(folder: Path, conversation: str, days: int) -> None:
    """Moves the events of a conversation into the past."""
    seconds = days * SECONDS_A_DAY
    for name in ("conversations.db", "events.db"):
        with closing(sqlite3.connect(folder / name)) as database, database:
            query = "SELECT id, data FROM events WHERE sender_id = ?"
            for row, data in database.execute(query, [conversation]).fetchall():
                event = json.loads(data)
                event["timestamp"] -= seconds
                change = "UPDATE events SET data = ? WHERE id = ?"
                database.execute(change, [json.dumps(event), row])
            if name == "conversations.db":
                change = "UPDATE events SET timestamp = timestamp - ? WHERE sender_id = ?"
                database.execute(change, [seconds, conversation])
